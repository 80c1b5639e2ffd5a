package ai.desplega.businessuse.sample.shop;

import java.util.List;
import java.util.UUID;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * First step: adds the items at their current prices.
 */
@Service
@BusinessFlow(CheckoutFlow.NAME)
class Cart {

	private final JdbcClient jdbc;

	Cart(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional
	@BusinessAct(id = "cart_created", runId = "#result.id", data = "{items: #items.size}")
	public Order create(List<OrderRequest.Item> items) {
		String id = "order-" + UUID.randomUUID().toString().substring(0, 8);
		Order order = new Order(id, items.stream().map(this::price).toList());
		this.jdbc.sql("insert into customer_order (id, status, total) values (?, 'created', ?)")
			.params(id, order.total())
			.update();
		return order;
	}

	@Transactional
	@BusinessAct(id = "item_added", runId = "#order.id",
			data = "{sku: #line.sku, quantity: #line.quantity, price: #line.price}")
	public void add(Order order, Order.Line line) {
		this.jdbc.sql("insert into order_line (order_id, sku, quantity, price) values (?, ?, ?, ?)")
			.params(order.id(), line.sku(), line.quantity(), line.price())
			.update();
	}

	private Order.Line price(OrderRequest.Item item) {
		return this.jdbc.sql("select price from product where sku = ?")
			.param(item.sku())
			.query(Long.class)
			.optional()
			.map((price) -> new Order.Line(item.sku(), item.quantity(), price))
			.orElseThrow(() -> ShopException.unknownProduct(item.sku(), skus()));
	}

	private List<String> skus() {
		return this.jdbc.sql("select sku from product order by sku").query(String.class).list();
	}

}
