package ai.desplega.businessuse.compatibility;

import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.test.EmbeddedBusinessUse;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;

/**
 * Tests that a Spring test can evaluate runs with the embedded backend.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = VerdictTests.Application.class)
@EmbeddedBusinessUse
class VerdictTests {

	@Autowired
	private Shop shop;

	@Autowired
	private BusinessRuns runs;

	@Test
	void aGoodRunPasses() {
		this.shop.pay(17);
		this.shop.confirm(17);
		assertThat(this.runs.evaluate("checkout", 17)).hasPassed().noticesEveryMissingStep();
	}

	@Test
	void aRunWithoutPaymentFails() {
		this.shop.confirm(18);
		assertThat(this.runs.evaluate("checkout", 18)).hasFailedAt("confirmed");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Application {

		@Bean
		FlowDefinition checkout() {
			return FlowDefinition.builder("checkout")
				.act("paid")
				.assertion("confirmed",
						(step) -> step.depIds("paid").validator((data, ctx) -> ctx.deps("paid").count() == 1))
				.build();
		}

	}

	@BusinessFlow("checkout")
	static class Shop {

		@BusinessAct(id = "paid", runId = "#id")
		void pay(long id) {
		}

		@BusinessAssert(id = "confirmed", runId = "#id")
		void confirm(long id) {
		}

	}

}
