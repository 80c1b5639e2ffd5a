package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.expr.Expr;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The third step: what was ordered is taken from the stock.
 */
@Service
class Inventory {

	private static final Expr IN_STOCK = Expr.js("data.left >= 0");

	private final JdbcClient jdbc;

	private final BusinessUseClient businessUse;

	Inventory(JdbcClient jdbc, BusinessUseClient businessUse) {
		this.jdbc = jdbc;
		this.businessUse = businessUse;
	}

	@Transactional
	public void reserve(Order order) {
		long left = order.lines().stream().mapToLong((line) -> take(order, line)).min().orElse(0);
		this.businessUse.assertion((event) -> event.id("inventory_reserved")
			.flow(Checkout.FLOW)
			.runId(order.id())
			.description("All items are taken from the stock")
			.depIds("payment_processed")
			.data("items", order.lines().size())
			.data("left", left)
			.validator(IN_STOCK));
	}

	private long take(Order order, Order.Line line) {
		int taken = this.jdbc.sql("update product set stock = stock - ? where sku = ? and stock >= ?")
			.params(line.quantity(), line.sku(), line.quantity())
			.update();
		if (taken == 0) {
			throw ShopException.outOfStock(order.id(), line.sku());
		}
		return this.jdbc.sql("select stock from product where sku = ?").param(line.sku()).query(Long.class).single();
	}

}
