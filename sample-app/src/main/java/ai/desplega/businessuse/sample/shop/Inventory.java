package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Third step: takes the items from the stock.
 */
@Service
@BusinessFlow(CheckoutFlow.NAME)
class Inventory {

	private final JdbcClient jdbc;

	Inventory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Take all items from the stock.
	 * @return the remaining stock of the item with the lowest stock
	 * @throws ShopException if the stock of an item is not sufficient; no items are taken
	 * then
	 */
	@Transactional
	@BusinessAssert(id = "inventory_reserved", runId = "#order.id", data = "{items: #order.lines.size, left: #result}")
	public long reserve(Order order) {
		return order.lines().stream().mapToLong((line) -> take(order, line)).min().orElse(0);
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
