package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Second step: books the payment after the authorization by the bank.
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
	 * Book the payment if the bank approves it.
	 * @throws ShopException if the bank declines the payment; the booking is then rolled
	 * back, and no event of the payment is recorded
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
	 * Record the response of the bank immediately with the client, because it remains
	 * valid after a rollback.
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
