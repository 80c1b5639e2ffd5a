package ai.desplega.businessuse.sample.shop;

import java.util.List;
import java.util.UUID;

import ai.desplega.businessuse.BusinessUseClient;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first step: what the customer wants, at the prices of now.
 */
@Service
class Cart {

	private final JdbcClient jdbc;

	private final BusinessUseClient businessUse;

	Cart(JdbcClient jdbc, BusinessUseClient businessUse) {
		this.jdbc = jdbc;
		this.businessUse = businessUse;
	}

	@Transactional
	public Order create(List<OrderRequest.Item> items) {
		String id = "order-" + UUID.randomUUID().toString().substring(0, 8);
		Order order = new Order(id, items.stream().map(this::price).toList());
		this.jdbc.sql("insert into customer_order (id, status, total) values (?, 'created', ?)")
			.params(id, order.total())
			.update();
		this.businessUse.act((event) -> event.id("cart_created")
			.flow(Checkout.FLOW)
			.runId(id)
			.description("The customer takes a cart")
			.data("currency", Order.CURRENCY));
		order.lines().forEach((line) -> add(order, line));
		return order;
	}

	private Order.Line price(OrderRequest.Item item) {
		return this.jdbc.sql("select price from product where sku = ?")
			.param(item.sku())
			.query(Long.class)
			.optional()
			.map((price) -> new Order.Line(item.sku(), item.quantity(), price))
			.orElseThrow(() -> ShopException.unknownProduct(item.sku(), skus()));
	}

	private void add(Order order, Order.Line line) {
		this.jdbc.sql("insert into order_line (order_id, sku, quantity, price) values (?, ?, ?, ?)")
			.params(order.id(), line.sku(), line.quantity(), line.price())
			.update();
		this.businessUse.act((event) -> event.id("item_added")
			.flow(Checkout.FLOW)
			.runId(order.id())
			.description("An item is put into the cart")
			.depIds("cart_created")
			.data("sku", line.sku())
			.data("quantity", line.quantity())
			.data("price", line.price()));
	}

	private List<String> skus() {
		return this.jdbc.sql("select sku from product order by sku").query(String.class).list();
	}

}
