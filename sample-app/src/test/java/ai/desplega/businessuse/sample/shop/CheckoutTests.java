package ai.desplega.businessuse.sample.shop;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.test.EmbeddedBusinessUse;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.sample.shop.OrderRequest.Item;
import ai.desplega.businessuse.sample.shop.OrderRequest.Scenario;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the flow of an order, as an example for tests of applications.
 */
@SpringBootTest
@EmbeddedBusinessUse
class CheckoutTests {

	@Autowired
	private Checkout checkout;

	@Autowired
	private BusinessRuns runs;

	@Test
	void aGoodOrderPasses() {
		PlacedOrder order = place(Scenario.GOOD);
		assertThat(this.runs.evaluate("checkout", order.orderId())).hasPassedCompletely()
			.hasRecordedExactly("cart_created", "item_added", "item_added", "payment_authorized", "payment_processed",
					"inventory_reserved", "order_confirmed")
			.step("payment_processed")
			.hasData("amount", 3400);
	}

	@Test
	void everyMissingStepIsNoticed() {
		PlacedOrder order = place(Scenario.GOOD);
		assertThat(this.runs.evaluate("checkout", order.orderId())).noticesEveryMissingStep();
	}

	@Test
	void aDeclinedOrderFailsAtTheAuthorization() {
		ShopException declined = catchThrowableOfType(ShopException.class, () -> place(Scenario.DECLINED));
		Object orderId = Objects.requireNonNull(declined.getBody().getProperties()).get("orderId");
		RunResult run = this.runs.evaluate("checkout", orderId);
		assertThat(run).hasFailedAt("payment_authorized");
		assertThat(run).step("payment_authorized").hasData("reason", "insufficient funds");
		assertThat(run).step("payment_processed").isMissing();
	}

	@Test
	void anOrderThatSkipsTheInventoryFailsAtItsConfirmation() {
		PlacedOrder order = place(Scenario.SKIPS_INVENTORY);
		assertThat(this.runs.evaluate("checkout", order.orderId())).hasFailedAt("order_confirmed")
			.step("inventory_reserved")
			.isMissing();
	}

	/**
	 * The confirmation is recorded by another thread; until then, the run is running.
	 */
	@Test
	void anOrderThatIsConfirmedLateFails() {
		PlacedOrder order = place(Scenario.CONFIRMS_LATE);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(this.runs.evaluate("checkout", order.orderId())).hasRecorded("order_confirmed")
						.hasFailedAt("order_confirmed")
						.step("order_confirmed")
						.hasFailedWith("Timeout"));
	}

	@Test
	void unconfirmedOrderFailsAfterItsTimeout(@Autowired Cart cart) {
		Order order = cart.create(List.of(new Item("coffee", 2)));
		assertThat(this.runs.evaluateAfterTimeouts("checkout", order.id())).hasFailedAt("order_confirmed")
			.hasRecordedExactly("cart_created");
	}

	private PlacedOrder place(Scenario scenario) {
		return this.checkout.place(new OrderRequest(List.of(new Item("coffee", 2), new Item("mug", 1)), scenario));
	}

}
