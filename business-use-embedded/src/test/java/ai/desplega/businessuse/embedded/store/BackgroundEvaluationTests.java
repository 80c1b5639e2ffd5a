package ai.desplega.businessuse.embedded.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.ScriptResult;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BackgroundEvaluationTests {

	private static final Duration BOUND = Duration.ofSeconds(30);

	private static final NodeDefinition PAID = node("paid", "act", List.of(), null);

	private static final NodeDefinition SHIPPED = node("shipped", "assert", List.of("paid"), null);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(100));

	private final InstantSource clock = this.now::get;

	private final EventStore store = new EventStore(this.clock);

	private final Evaluations evaluations = new Evaluations(this.store, (flow) -> null, (expression, data, ctx) -> {
		if (expression.script().equals("broken")) {
			throw new IllegalStateException("A rule that breaks the evaluation");
		}
		return ScriptResult.of(true);
	}, this.clock);

	private final BackgroundEvaluation background = new BackgroundEvaluation(this.store, this.evaluations,
			(run, evaluation) -> {
			}, this.clock);

	@AfterEach
	void close() {
		this.background.close();
	}

	@Test
	void runningRunsDoNotBlockLaterEvaluations() {
		add(event("earlier", SHIPPED));
		List<StoredEvent> waiting = new ArrayList<>();
		for (int i = 0; i < 3_000; i++) {
			waiting.add(event("waiting-" + i, PAID));
		}
		add(waiting);
		add(event("later", PAID));
		await().atMost(BOUND).until(() -> label("later").equals("running"));
		assertThat(label("waiting-2999")).isEqualTo("running");
	}

	@Test
	void aRunIsEvaluatedAgainAtItsDeadline() {
		add(event("earlier", SHIPPED));
		add(event("run", PAID));
		await().atMost(BOUND).until(() -> label("run").equals("running"));
		this.now.set(Instant.EPOCH.plusSeconds(111));
		add(event("other", PAID));
		this.background.batchAdded(List.of());
		await().atMost(BOUND).until(() -> label("run").equals("failed"));
	}

	@Test
	void failedEvaluationDoesNotStopOtherRuns() {
		add(event("broken", node("broken", "assert", List.of(), new Expression("js", "broken"))));
		add(event("cyclic", node("a", "act", List.of("a"), null)));
		add(event("later", PAID));
		await().atMost(BOUND).until(() -> label("later").equals("passed"));
		await().atMost(BOUND).until(() -> this.evaluations.state(new RunKey("a", "cyclic")).label().equals("error"));
	}

	@Test
	void sanitizesNamesOfEventsInLogMessages() {
		try (CapturedLog log = new CapturedLog("ai.desplega.businessuse.embedded")) {
			String hostile = "a\n2026-01-01 ERROR forged";
			add(event(hostile, node(hostile, "act", List.of(hostile), null)));
			add(new StoredEvent(UUID.randomUUID().toString(), "other\nflow", "1",
					node(hostile, "act", List.of(hostile), null), "{}", 1, true));
			add(event("broken\nforged", node("broken", "assert", List.of(), new Expression("js", "broken"))));
			add(event("later", PAID));
			await().atMost(BOUND).until(() -> label("later").equals("passed"));
			assertThat(log.lines()).hasSize(4).allSatisfy((line) -> assertThat(line).doesNotContain("\n"));
		}
	}

	private void add(StoredEvent event) {
		add(List.of(event));
	}

	private void add(List<StoredEvent> batch) {
		this.background.batchAdded(this.store.add(batch));
	}

	private String label(String runId) {
		return this.evaluations.state(new RunKey("flow", runId)).label();
	}

	private StoredEvent event(String runId, NodeDefinition node) {
		String flow = List.of("paid", "shipped").contains(node.id()) ? "flow" : node.id();
		return new StoredEvent(UUID.randomUUID().toString(), flow, runId, node, "{}",
				this.now.get().getEpochSecond() * 1_000_000_000, true);
	}

	private static NodeDefinition node(String id, String type, List<String> depIds, Expression validator) {
		return new NodeDefinition(id, type, null, depIds, null, validator, List.of());
	}

}
