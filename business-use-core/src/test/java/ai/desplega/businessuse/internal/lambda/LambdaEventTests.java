package ai.desplega.businessuse.internal.lambda;

import java.time.Duration;
import java.util.List;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lambdas in events.
 */
class LambdaEventTests {

	private final InMemoryTransport backend = new InMemoryTransport();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final BusinessUseClient client = BusinessUseClient.builder().transport(this.backend).build();

	@AfterEach
	void close() {
		this.client.close();
		this.log.close();
	}

	@Test
	void validatorAndFilterAreSentAsScripts() {
		double limit = 5;
		this.client.assertion((event) -> event.id("order_confirmed")
			.flow("checkout")
			.runId("1")
			.data("total", 12.5)
			.filter((data, ctx) -> !data.bool("test"))
			.validator((data, ctx) -> data.number("total", 0) > limit));
		assertThat(this.client.flush(Duration.ofSeconds(30))).isTrue();
		RecordedEvent event = this.backend.events().get(0);
		assertThat(event.type()).isEqualTo(EventType.ASSERT);
		assertThat(event.filter()).isEqualTo(Expr.js("data.test !== true"));
		assertThat(event.validator()).asString().contains("numOr(data.total, 0) > 5");
	}

	@Test
	void anAssertionIsNotSentWithoutItsValidator() {
		for (int i = 0; i < 3; i++) {
			this.client.assertion((event) -> event.id("order_confirmed")
				.flow("checkout")
				.runId("1")
				.validator((data, ctx) -> data.number("total") > System.nanoTime()));
		}
		assertThat(this.client.flush(Duration.ofSeconds(30))).isTrue();
		assertThat(this.backend.events()).isEmpty();
		assertThat(this.client.status().dropped(DropReason.INVALID)).isEqualTo(3);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("it calls System.nanoTime()", "LambdaEventTests.java:");
	}

	@Test
	void reportsRuleThatRefersToOtherStepOnce() {
		for (int i = 0; i < 3; i++) {
			this.client.assertion((event) -> event.id("order_confirmed")
				.flow("checkout")
				.runId("1")
				.depIds("item_added", "paid")
				.filter((data, ctx) -> ctx.deps().count() > 0 && !ctx.deps("paid").isEmpty())
				.validator((data, ctx) -> ctx.deps("item_aded").sum("price") == data.number("total")));
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("Event 'order_confirmed' (flow 'checkout'): the validator refers to ctx.deps(\"item_aded\"), "
					+ "which is not among its depIds [item_added, paid]; did you mean 'item_added'?");
		assertThat(this.client.flush(Duration.ofSeconds(30))).isTrue();
		assertThat(this.backend.events()).hasSize(3);
	}

	@Test
	void dependenciesOfARuleAreKnown() {
		String captured = "paid";
		assertThat(LambdaTranslator.translate((Rule) (data, ctx) -> data.bool("x"))).satisfies((rule) -> {
			assertThat(rule.dependencies()).isEmpty();
			assertThat(rule.allDependencies()).isFalse();
		});
		assertThat(LambdaTranslator.translate((Rule) (data, ctx) -> ctx.deps(captured).count() == 1
				|| data.objects("lines").any((line) -> ctx.deps("item_added").isEmpty())))
			.satisfies((rule) -> {
				assertThat(rule.dependencies()).containsExactlyInAnyOrder("paid", "item_added");
				assertThat(rule.allDependencies()).isFalse();
			});
		assertThat(List.<Rule>of((data, ctx) -> ctx.deps().isEmpty(), (data, ctx) -> ctx.data().bool("x")))
			.allMatch((rule) -> LambdaTranslator.translate(rule).allDependencies());
	}

}
