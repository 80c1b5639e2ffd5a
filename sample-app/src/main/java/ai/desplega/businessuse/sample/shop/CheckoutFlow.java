package ai.desplega.businessuse.sample.shop;

import java.time.Duration;

import ai.desplega.businessuse.flow.FlowDefinition;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Declaration of the flow of an order. Calls and annotations name its steps; what these
 * have in common in each run is declared here.
 */
@Configuration(proxyBeanMethods = false)
class CheckoutFlow {

	static final String NAME = "checkout";

	/**
	 * Declare the flow. The confirmation depends on the first step, too: it is then
	 * awaited in every run, so that an order which is never completed fails.
	 */
	@Bean
	FlowDefinition flowDefinition(@Value("${shop.confirm-within}") Duration confirmWithin) {
		return FlowDefinition.builder(NAME)
			.act("cart_created", (step) -> step.description("The customer takes a cart"))
			.act("item_added", (step) -> step.depIds("cart_created").description("An item is put into the cart"))
			.assertion("payment_authorized",
					(step) -> step.depIds("item_added")
						.description("The bank agrees to the sum of the cart")
						.validator((data,
								ctx) -> data.bool("approved") && data.number("amount") == ctx.deps("item_added")
									.sum((item) -> item.data().number("price") * item.data().number("quantity"))))
			.act("payment_processed", (step) -> step.depIds("payment_authorized").description("The payment is booked"))
			.assertion("inventory_reserved",
					(step) -> step.depIds("payment_processed")
						.description("All items are taken from the stock")
						.validator((data, ctx) -> data.number("left") >= 0))
			.assertion("order_confirmed",
					(step) -> step.depIds("cart_created", "payment_processed", "inventory_reserved")
						.description("The customer hears, in time, that the order is paid and reserved")
						.timeout(confirmWithin)
						.validator((data, ctx) -> !ctx.deps("payment_processed").isEmpty()
								&& !ctx.deps("inventory_reserved").isEmpty()))
			.build();
	}

}
