package ai.desplega.businessuse.sample.shop;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.sample.shop.OrderRequest.Scenario;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Processes an order in the steps of the flow: cart, payment, inventory, confirmation.
 */
@Service
class Checkout {

	private final Cart cart;

	private final Payments payments;

	private final Inventory inventory;

	private final Confirmations confirmations;

	private final Executor later;

	Checkout(Cart cart, Payments payments, Inventory inventory, Confirmations confirmations,
			@Qualifier("applicationTaskExecutor") Executor executor, @Value("${shop.late-by}") Duration lateBy) {
		this.cart = cart;
		this.payments = payments;
		this.inventory = inventory;
		this.confirmations = confirmations;
		this.later = CompletableFuture.delayedExecutor(lateBy.toMillis(), TimeUnit.MILLISECONDS, executor);
	}

	/**
	 * Place an order.
	 * @return the placed order
	 * @throws ShopException if the order can't be fulfilled
	 */
	PlacedOrder place(OrderRequest request) {
		Scenario scenario = Objects.requireNonNullElse(request.scenario(), Scenario.GOOD);
		Order order = this.cart.create(request.items());
		order.lines().forEach((line) -> this.cart.add(order, line));
		this.payments.pay(order, scenario != Scenario.DECLINED);
		if (scenario != Scenario.SKIPS_INVENTORY) {
			this.inventory.reserve(order);
		}
		if (scenario == Scenario.CONFIRMS_LATE) {
			CompletableFuture.runAsync(() -> this.confirmations.confirm(order), this.later);
			return PlacedOrder.of(order, "paid");
		}
		this.confirmations.confirm(order);
		return PlacedOrder.of(order, "confirmed");
	}

}
