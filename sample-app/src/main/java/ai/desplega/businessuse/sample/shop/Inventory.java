package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Third step: the items are taken from the stock.
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
	 * @return how much is left of the item that is nearest to its end
	 * @throws ShopException if there is not enough of one; then nothing is taken
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
