package ai.desplega.businessuse.embedded.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Application under test.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Shop {

	static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("cart_created")
		.act("payment_processed", (step) -> step.depIds("cart_created"))
		.assertion("order_confirmed",
				(step) -> step.depIds("cart_created", "payment_processed")
					.timeout(Duration.ofSeconds(10))
					.validator((data, ctx) -> ctx.deps("payment_processed").sum("amount") == data.number("total")))
		.build();

	/** Number of contexts. */
	static final AtomicInteger STARTS = new AtomicInteger();

	Shop() {
		STARTS.incrementAndGet();
	}

	@Bean
	static FlowDefinition checkout() {
		return CHECKOUT;
	}

	@Bean
	static Orders orders(BusinessUseClient client) {
		return new Orders(client);
	}

	@BusinessFlow("checkout")
	static class Orders {

		private final BusinessUseClient client;

		Orders(BusinessUseClient client) {
			this.client = client;
		}

		@BusinessAct(id = "cart_created", runId = "#id")
		public void create(String id) {
			// recorded by the annotation
		}

		public void place(String id) {
			FlowRun run = CHECKOUT.run(id);
			this.client.act("cart_created", run, Map.of());
			this.client.act("payment_processed", run, Map.of("amount", 1200));
			this.client.assertion((event) -> event.id("order_confirmed").run(run).data("total", 1200));
		}

	}

}
