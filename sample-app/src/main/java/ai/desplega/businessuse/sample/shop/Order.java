package ai.desplega.businessuse.sample.shop;

import java.util.List;

/**
 * Order in the shop.
 *
 * @param id the number of the order
 * @param lines the lines of the order
 */
record Order(String id, List<Line> lines) {

	private static final String CURRENCY = "EUR";

	/**
	 * Line of an order.
	 *
	 * @param sku the product
	 * @param quantity the number of items
	 * @param price the price of one item, in cents
	 */
	record Line(String sku, int quantity, long price) {

	}

	public String currency() {
		return CURRENCY;
	}

	public long total() {
		return this.lines.stream().mapToLong((line) -> line.price() * line.quantity()).sum();
	}

}
