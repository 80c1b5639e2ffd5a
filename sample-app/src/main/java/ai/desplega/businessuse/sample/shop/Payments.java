package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Second step: the bank authorizes the payment, which is then booked.
 */
@Service
@BusinessFlow(CheckoutFlow.NAME)
class Payments {

	private final JdbcClient jdbc;

	private final BusinessUseClient businessUse;

	Payments(JdbcClient jdbc, BusinessUseClient businessUse) {
		this.jdbc = jdbc;
		this.businessUse = businessUse;
	}

	/**
	 * Book the payment, if the bank agrees.
	 * @throws ShopException if it doesn't; the booking is then rolled back, so that there
	 * is no payment, and no event that says so
	 */
	@Transactional
	@BusinessAct(id = "payment_processed", runId = "#order.id",
			data = "{amount: #order.total, currency: #order.currency}")
	public void pay(Order order, boolean approved) {
		this.jdbc.sql("insert into payment (order_id, amount) values (?, ?)")
			.params(order.id(), order.total())
			.update();
		authorize(order, approved);
	}

	/**
	 * Recorded at once, by the client: the answer of the bank stays true after a
	 * rollback.
	 */
	private void authorize(Order order, boolean approved) {
		this.businessUse.assertion((event) -> event.id("payment_authorized")
			.flow(CheckoutFlow.NAME)
			.runId(order.id())
			.data("amount", order.total())
			.data("approved", approved)
			.data("reason", approved ? null : "insufficient funds"));
		if (!approved) {
			throw ShopException.declined(order.id());
		}
	}

}
