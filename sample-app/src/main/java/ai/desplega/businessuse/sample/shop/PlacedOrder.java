package ai.desplega.businessuse.sample.shop;

/**
 * Response to the customer.
 *
 * @param orderId the number of the order, which is also the run id
 * @param status {@code confirmed}, or {@code paid} while the confirmation is pending
 * @param total the total in cents
 * @param currency the currency of the total
 */
record PlacedOrder(String orderId, String status, long total, String currency) {

	static PlacedOrder of(Order order, String status) {
		return new PlacedOrder(order.id(), status, order.total(), order.currency());
	}

}
