package ai.desplega.businessuse.sample.shop;

import java.time.Duration;

import ai.desplega.businessuse.flow.FlowDefinition;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Declaration of the flow of an order. Calls and annotations refer to its steps by id;
 * this class declares the attributes that are the same in every run.
 */
@Configuration(proxyBeanMethods = false)
class CheckoutFlow {

	static final String NAME = "checkout";

	/**
	 * Declare the flow. The confirmation also depends on the first step, so it is awaited
	 * in every run, and the run of an incomplete order fails.
	 */
	@Bean
	FlowDefinition flowDefinition(@Value("${shop.confirm-within}") Duration confirmWithin) {
		return FlowDefinition.builder(NAME)
			.act("cart_created", (step) -> step.description("Creation of the cart"))
			.act("item_added", (step) -> step.depIds("cart_created").description("Addition of an item to the cart"))
			.assertion("payment_authorized",
					(step) -> step.depIds("item_added")
						.description("Authorization of the total by the bank")
						.validator((data,
								ctx) -> data.bool("approved") && data.number("amount") == ctx.deps("item_added")
									.sum((item) -> item.data().number("price") * item.data().number("quantity"))))
			.act("payment_processed", (step) -> step.depIds("payment_authorized").description("Booking of the payment"))
			.assertion("inventory_reserved",
					(step) -> step.depIds("payment_processed")
						.description("Reservation of all items in the inventory")
						.validator((data, ctx) -> data.number("left") >= 0))
			.assertion("order_confirmed",
					(step) -> step.depIds("cart_created", "payment_processed", "inventory_reserved")
						.description("Timely confirmation of the paid and reserved order")
						.timeout(confirmWithin)
						.validator((data, ctx) -> !ctx.deps("payment_processed").isEmpty()
								&& !ctx.deps("inventory_reserved").isEmpty()))
			.build();
	}

}
