package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.BusinessUseClient;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Last step: confirms the order to the customer.
 */
@Service
class Confirmations {

	private final JdbcClient jdbc;

	private final BusinessUseClient businessUse;

	Confirmations(JdbcClient jdbc, BusinessUseClient businessUse) {
		this.jdbc = jdbc;
		this.businessUse = businessUse;
	}

	@Transactional
	public void confirm(Order order) {
		this.jdbc.sql("update customer_order set status = 'confirmed' where id = ?").param(order.id()).update();
		this.businessUse.assertion((event) -> event.id("order_confirmed")
			.flow(CheckoutFlow.NAME)
			.runId(order.id())
			.data("total", order.total())
			.data("currency", order.currency()));
	}

}
