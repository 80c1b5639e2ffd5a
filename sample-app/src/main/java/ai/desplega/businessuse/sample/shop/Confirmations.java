package ai.desplega.businessuse.sample.shop;

import java.time.Duration;

import ai.desplega.businessuse.BusinessUseClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Last step: the confirmation to the customer.
 */
@Service
class Confirmations {

	private final JdbcClient jdbc;

	private final BusinessUseClient businessUse;

	private final Duration within;

	Confirmations(JdbcClient jdbc, BusinessUseClient businessUse, @Value("${shop.confirm-within}") Duration within) {
		this.jdbc = jdbc;
		this.businessUse = businessUse;
		this.within = within;
	}

	@Transactional
	public void confirm(Order order) {
		this.jdbc.sql("update customer_order set status = 'confirmed' where id = ?").param(order.id()).update();
		this.businessUse.assertion((event) -> event.id("order_confirmed")
			.flow(Checkout.FLOW)
			.runId(order.id())
			.description("The customer hears, in time, that the order is paid and reserved")
			.depIds("payment_processed", "inventory_reserved")
			.data("total", order.total())
			.data("currency", order.currency())
			.timeout(this.within)
			.validator((data, ctx) -> !ctx.deps("payment_processed").isEmpty()
					&& !ctx.deps("inventory_reserved").isEmpty()));
	}

}
