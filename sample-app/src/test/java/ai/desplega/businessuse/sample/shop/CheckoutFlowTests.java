package ai.desplega.businessuse.sample.shop;

import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import org.junit.jupiter.api.Test;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the declaration of the flow, without Spring.
 */
class CheckoutFlowTests {

	private final FlowDefinition checkout = new CheckoutFlow().flowDefinition(Duration.ofSeconds(2));

	@Test
	void hasNoUnnoticedSteps() {
		assertThat(this.checkout.unnoticedSteps()).isEmpty();
		assertThat(this.checkout.problems()).isEmpty();
	}

	@Test
	void bankMustApproveSumOfItems() {
		try (EmbeddedBackend backend = EmbeddedBackend.create(this.checkout)) {
			FlowRun run = this.checkout.run(17);
			backend.client().act("cart_created", run, Map.of("items", 1));
			backend.client().act("item_added", run, Map.of("price", 1250, "quantity", 2));
			backend.client()
				.assertion(
						(event) -> event.id("payment_authorized").run(run).data("approved", true).data("amount", 1250));
			assertThat(backend.runs().evaluate(run)).hasFailedAt("payment_authorized");
		}
	}

}
