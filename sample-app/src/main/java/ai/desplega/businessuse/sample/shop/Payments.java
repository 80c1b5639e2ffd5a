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
@BusinessFlow(Checkout.FLOW)
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
	@BusinessAct(id = "payment_processed", runId = "#order.id", depIds = "payment_authorized",
			data = "{amount: #order.total, currency: #order.currency}", description = "The payment is booked")
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
			.flow(Checkout.FLOW)
			.runId(order.id())
			.description("The bank agrees to the sum of the cart")
			.depIds("item_added")
			.data("amount", order.total())
			.data("approved", approved)
			.data("reason", approved ? null : "insufficient funds")
			.validator((data, ctx) -> data.bool("approved") && data.number("amount") == ctx.deps("item_added")
				.sum((item) -> item.data().number("price") * item.data().number("quantity"))));
		if (!approved) {
			throw ShopException.declined(order.id());
		}
	}

}
