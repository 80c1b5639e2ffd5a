package ai.desplega.businessuse.sample.shop;

import java.util.List;

/**
 * An order in the shop.
 *
 * @param id its number
 * @param lines what was ordered
 */
record Order(String id, List<Line> lines) {

	private static final String CURRENCY = "EUR";

	/**
	 * One line.
	 *
	 * @param sku the product
	 * @param quantity how many of it
	 * @param price in cents, for one
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
