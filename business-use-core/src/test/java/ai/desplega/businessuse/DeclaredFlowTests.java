package ai.desplega.businessuse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.transport.EncodedEvent;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of events of declared flows: the defaults of their steps, and reported mistakes.
 */
class DeclaredFlowTests {

	private static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
		.act("cart_created")
		.act("item_added", (step) -> step.depIds("cart_created").description("one \"line\""))
		.assertion("order_confirmed",
				(step) -> step.depIds("item_added")
					.timeout(Duration.ofSeconds(10))
					.filter(Expr.js("data.total > 0"))
					.validator((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")))
		.build();

	private final List<JsonNode> sent = new ArrayList<>();

	private final CapturedLog log = new CapturedLog();

	private BusinessUseClient client;

	@BeforeEach
	void openClient() {
		open((builder) -> builder.flow(CHECKOUT));
	}

	@AfterEach
	void closeClient() {
		this.client.close();
		this.log.close();
	}

	@Test
	void takesOmittedValuesFromTheStep() {
		this.client.assertion((event) -> event.id("order_confirmed").flow("checkout").runId(17).data("total", 3));
		JsonNode event = sentEvent();
		assertThat(event.get("type").asString()).isEqualTo("assert");
		assertThat(event.get("dep_ids")).hasToString("[\"item_added\"]");
		assertThat(event.get("conditions")).hasToString("[{\"timeout_ms\":10000}]");
		assertThat(event.at("/filter/script").asString()).isEqualTo("data.total > 0");
		assertThat(event.at("/validator/script").asString()).contains("item_added");
	}

	@Test
	void declaredEventEqualsCompleteEvent() {
		this.client.act("item_added", CHECKOUT.run(17), Map.of("price", 3));
		this.client.act((event) -> event.id("item_added")
			.flow("checkout")
			.runId("17")
			.depIds("cart_created")
			.description("one \"line\"")
			.data(Map.of("price", 3)));
		List<String> events = sentEvents().stream()
			.map((event) -> event.toString().replaceFirst("\"ts\":\\d+", "\"ts\":0"))
			.toList();
		assertThat(events.get(0)).isEqualTo(events.get(1));
	}

	@Test
	void valuesOfEventOverrideDefaults() {
		this.client.act((event) -> event.id("order_confirmed")
			.run(CHECKOUT.run(17))
			.depIds("cart_created")
			.timeout(Duration.ofSeconds(1))
			.validator(Expr.js("true")));
		JsonNode event = sentEvent();
		assertThat(event.get("dep_ids")).hasToString("[\"cart_created\"]");
		assertThat(event.get("conditions")).hasToString("[{\"timeout_ms\":1000}]");
		assertThat(event.at("/validator/script").asString()).isEqualTo("true");
		assertThat(event.at("/filter/script").asString()).isEqualTo("data.total > 0");
	}

	@Test
	void customizersReceiveDefaults() {
		List<Object> seen = new ArrayList<>();
		open((builder) -> builder.flow(CHECKOUT).customizer((event) -> {
			seen.add(event.depIds());
			return event;
		}));
		this.client.act("item_added", CHECKOUT.run(17), Map.of());
		assertThat(sentEvent().get("description").asString()).isEqualTo("one \"line\"");
		assertThat(seen).containsExactly(List.of("cart_created"));
	}

	@Test
	void nullAndEmptyPartsAreLeftOut() {
		this.client.act((event) -> event.id("order_confirmed")
			.run(CHECKOUT.run(17))
			.depIds()
			.timeout(null)
			.validator(null)
			.filter(null));
		this.client.act((event) -> event.id("item_added").run(CHECKOUT.run(17)).depIds().description(""));
		assertThat(sentEvents().get(0).get("dep_ids")).hasToString("[\"item_added\"]");
		assertThat(this.sent.get(0).get("conditions")).hasToString("[{\"timeout_ms\":10000}]");
		assertThat(this.sent.get(0).get("type").asString()).isEqualTo("assert");
		assertThat(this.sent.get(1).get("dep_ids")).hasToString("[\"cart_created\"]");
		assertThat(this.sent.get(1).get("description").asString()).isEqualTo("one \"line\"");
	}

	@Test
	void eventThatACustomizerBuildsUsesDefaultsOfItsStep() {
		open((builder) -> builder.flow(CHECKOUT)
			.customizer((event) -> BusinessEvent.builder()
				.id(String.valueOf(event.id()))
				.flow("checkout")
				.runId(event.runId())
				.data("masked", true)
				.build()));
		this.client.act("order_confirmed", CHECKOUT.run(17), Map.of("card", "4111"));
		assertThat(sentEvent().get("type").asString()).isEqualTo("assert");
		assertThat(sentEvent().get("dep_ids")).hasToString("[\"item_added\"]");
		assertThat(sentEvent().get("data")).hasToString("{\"masked\":true}");
	}

	@Test
	void movedEventUsesDefaultsOfItsNewStep() {
		open((builder) -> builder.flow(CHECKOUT)
			.customizer((event) -> event.toBuilder().id("item_added").timeout(Duration.ofSeconds(3)).build()));
		this.client.act("order_confirmed", CHECKOUT.run(17), Map.of());
		this.client.act("unknown", FlowRun.of("other", 17), Map.of());
		JsonNode moved = sentEvents().get(0);
		assertThat(moved.get("type").asString()).isEqualTo("act");
		assertThat(moved.get("dep_ids")).hasToString("[\"cart_created\"]");
		assertThat(moved.get("conditions")).hasToString("[{\"timeout_ms\":3000}]");
		assertThat(moved.get("description").asString()).isEqualTo("one \"line\"");
		assertThat(moved.get("filter")).isNull();
		assertThat(this.sent.get(1).get("dep_ids")).isNull();
	}

	@Test
	void doesNotChangeAnEventThatACustomizerKeeps() {
		BusinessEvent kept = BusinessEvent.builder().id("item_added").run(FlowRun.of("checkout", 17)).build();
		open((builder) -> builder.flow(CHECKOUT).customizer((event) -> kept));
		this.client.act("order_confirmed", CHECKOUT.run(17), Map.of());
		assertThat(sentEvent().get("dep_ids")).hasToString("[\"cart_created\"]");
		assertThat(kept.depIds()).isEmpty();
	}

	@Test
	void eventMovedToUndeclaredStepKeepsItsValues() {
		open((builder) -> builder.flow(CHECKOUT)
			.customizer((event) -> event.toBuilder().flow("acme-" + event.flow()).build()));
		this.client.act("order_confirmed", CHECKOUT.run(17), Map.of());
		assertThat(sentEvent().get("type").asString()).isEqualTo("assert");
		assertThat(sentEvent().get("dep_ids")).hasToString("[\"item_added\"]");
	}

	@Test
	void movedEventKeepsItsOwnValues() {
		open((builder) -> builder.flow(CHECKOUT).customizer((event) -> event.toBuilder().id("item_added").build()));
		this.client.act((event) -> event.id("order_confirmed")
			.run(CHECKOUT.run(17))
			.depIds("order_paid")
			.validator(Expr.js("data.ok")));
		assertThat(sentEvent().get("dep_ids")).hasToString("[\"order_paid\"]");
		assertThat(sentEvent().at("/validator/script").asString()).isEqualTo("data.ok");
	}

	@Test
	void runUsesItsUnregisteredDefinition() {
		open((builder) -> {
		});
		this.client.act("item_added", CHECKOUT.run(17), Map.of());
		this.client.act("item_added", CHECKOUT.run(18), Map.of());
		assertThat(sentEvents())
			.allSatisfy((event) -> assertThat(event.get("dep_ids")).hasToString("[\"cart_created\"]"));
		assertThat(this.log.text()).containsOnlyOnce("Flow 'checkout' is not registered")
			.containsOnlyOnce("or declare it as a bean (in a test slice: @Import its configuration)");
	}

	@Test
	void reportsAnUndeclaredStepOnceAndSendsIt() {
		for (int i = 0; i < 3; i++) {
			this.client.act("cart_craeted", FlowRun.of("checkout", 17), Map.of());
		}
		assertThat(sentEvents()).hasSize(3);
		assertThat(this.log.text())
			.containsOnlyOnce("Flow 'checkout' declares no step 'cart_craeted'; did you mean 'cart_created'?");
	}

	@Test
	@Timeout(30)
	void searchesForSimilarNamesOnceForEachStep() {
		FlowDefinition.Builder flow = FlowDefinition.builder("large");
		for (int i = 0; i < 20_000; i++) {
			flow.act("step_number_" + i);
		}
		FlowDefinition large = flow.build();
		open((builder) -> builder.flow(large));
		for (int i = 0; i < 20_000; i++) {
			this.client.act("stepp_number_7", large.run(17), Map.of());
		}
		assertThat(this.log.text()).containsOnlyOnce("did you mean 'step_number_7'?");
	}

	@Test
	void reportsAStepOfSeveralFlowsOnceForEachFurtherFlow() {
		open((builder) -> {
			for (int i = 0; i < 50; i++) {
				builder.flow(FlowDefinition.builder("flow" + i).act("start").build());
			}
		});
		assertThat(this.log.lines()).filteredOn((line) -> line.contains("Step 'start' is declared in flows"))
			.hasSize(49)
			.allSatisfy((line) -> assertThat(line).contains("'flow0'"));
	}

	@Test
	void reportsAnUndeclaredDependency() {
		this.client.act((event) -> event.id("item_added").run(CHECKOUT.run(17)).depIds("cart_craeted"));
		assertThat(sentEvent().get("dep_ids")).hasToString("[\"cart_craeted\"]");
		assertThat(this.log.text()).containsOnlyOnce("Flow 'checkout' declares no step 'cart_craeted',"
				+ " a dependency of 'item_added'; did you mean 'cart_created'?");
	}

	@Test
	void reportsNothingForUndeclaredFlows() {
		this.client.act("signed_up", FlowRun.of("onboarding", 17), Map.of());
		assertThat(sentEvent().get("dep_ids")).isNull();
		assertThat(this.log.text()).doesNotContain("onboarding");
	}

	@Test
	void dropsEventsWhoseDeclaredRuleCannotBeTranslated() {
		FlowDefinition broken = FlowDefinition.builder("broken")
			.assertion("checked", (step) -> step.validator((data, ctx) -> System.nanoTime() > 0))
			.build();
		open((builder) -> builder.flow(broken));
		assertThat(this.log.text()).containsOnlyOnce("its events are dropped, because a rule can't be translated");
		this.client.assertion((event) -> event.id("checked").run(broken.run(17)));
		assertThat(this.client.status().dropped(DropReason.INVALID)).isEqualTo(1);
		this.client.assertion((event) -> event.id("checked").run(broken.run(17)).validator(Expr.js("true")));
		assertThat(sentEvents()).hasSize(1);
	}

	@Test
	void warnsOfStepsWhoseAbsenceWouldGoUnnoticed() {
		open((builder) -> builder.flow(FlowDefinition.builder("refund")
			.act("asked")
			.act("approved", (step) -> step.depIds("asked"))
			.assertion("paid", (step) -> step.depIds("asked", "approved").validator((data, ctx) -> data.bool("ok")))
			.build()));
		assertThat(this.log.text()).containsOnlyOnce("A run of flow 'refund' passes without 'approved' (no rule "
				+ "requires it, and no act has it as its only dependency): require it in a rule of a later step");
	}

	@Test
	void warnsAboutTimeoutsOfActsThatTheBackendIgnores() {
		open((builder) -> builder.flow(FlowDefinition.builder("visit")
			.act("owner_shown")
			.act("owner_updated", (step) -> step.depIds("owner_shown").timeout(Duration.ofMinutes(1)))
			.build()));
		assertThat(this.log.text()).containsOnlyOnce("A run of flow 'visit' passes without 'owner_updated' (no rule"
				+ " requires it, and no act has it as its only dependency; release 0.7.0 of the backend ignores the"
				+ " timeouts of steps): require it");
	}

	@Test
	void warnsOfManyUnnoticedStepsBriefly() {
		FlowDefinition.Builder flow = FlowDefinition.builder("long");
		IntStream.range(0, 30).forEach((i) -> flow.act("step-" + i));
		flow.assertion("checked", (step) -> step.validator(Expr.js("data.ok")));
		open((builder) -> builder.flow(flow.build()));
		assertThat(this.log.text()).containsOnlyOnce(
				"A run of flow 'long' passes without 'step-0', 'step-1', 'step-2', 'step-3', 'step-4' and 25 more"
						+ " (no rule requires it, and no act has it as its only dependency), and without 'checked' "
						+ "(an assertion without dependencies is never awaited, and no rule requires it): require it");
	}

	@Test
	void reportsRuleThatRefersToNonDependency() {
		open((builder) -> builder.flow(FlowDefinition.builder("refund")
			.act("asked")
			.assertion("paid", (step) -> step.depIds("asked").validator((data, ctx) -> ctx.deps("aksed").count() == 1))
			.build()));
		assertThat(this.log.text())
			.contains("Step 'paid' of flow 'refund': a rule refers to 'aksed', which is not among"
					+ " its depIds [asked]; did you mean 'asked'?");
	}

	@Test
	void reportsDefinitionsThatContradictEachOther() {
		open((builder) -> builder.flow(CHECKOUT)
			.flow(FlowDefinition.builder("checkout")
				.act("other")
				.act("item_added", (step) -> step.depIds("other"))
				.build())
			.flow(FlowDefinition.builder("shipping").act("cart_created").build()));
		assertThat(this.log.text())
			.contains("Step 'item_added' of flow 'checkout' is declared as act after"
					+ " [cart_created] and as act after [other]; the first declaration counts")
			.contains("Step 'cart_created' is declared in flows 'checkout' and 'shipping'");
	}

	private void open(Consumer<BusinessUseClient.Builder> settings) {
		BusinessUseClient.Builder builder = BusinessUseClient.builder()
			.environment((name) -> null)
			.transport(new Sent());
		settings.accept(builder);
		if (this.client != null) {
			this.client.close();
		}
		this.client = builder.build();
	}

	private JsonNode sentEvent() {
		assertThat(sentEvents()).hasSize(1);
		return this.sent.get(0);
	}

	private List<JsonNode> sentEvents() {
		assertThat(this.client.flush(Duration.ofSeconds(10))).isTrue();
		return this.sent;
	}

	private final class Sent implements EventTransport {

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) {
			for (EncodedEvent event : batch.events()) {
				DeclaredFlowTests.this.sent.add(JsonMapper.shared().readTree(event.bytes()));
			}
			return TransportResponse.of(200);
		}

	}

}
