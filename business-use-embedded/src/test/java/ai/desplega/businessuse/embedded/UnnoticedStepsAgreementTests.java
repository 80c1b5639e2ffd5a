package ai.desplega.businessuse.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.rule.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a definition returns the same unnoticed steps as the evaluation of a
 * complete run without each of its steps.
 */
class UnnoticedStepsAgreementTests {

	private static final int FLOWS = 60;

	private static final int STEPS = 6;

	private static final List<Rule> ASKING = List.of((data, ctx) -> ctx.deps("s0").count() > 0,
			(data, ctx) -> ctx.deps("s1").count() > 0, (data, ctx) -> ctx.deps("s2").count() > 0,
			(data, ctx) -> ctx.deps("s3").count() > 0, (data, ctx) -> ctx.deps("s4").count() > 0);

	@Test
	void definitionAndEvaluationAgree() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < FLOWS; i++) {
			FlowDefinition flow = randomFlow("flow" + i, random);
			try (EmbeddedBackend backend = EmbeddedBackend.create(flow)) {
				FlowRun run = flow.run(1);
				flow.steps().forEach((step) -> backend.client().act(step.id(), run, Map.of()));
				RunResult result = backend.runs().evaluate(run);
				assertThat(result.status()).as("seed %d, %s", seed, result).isEqualTo(RunStatus.PASSED);
				assertThat(result.unnoticedSteps().keySet()).as("seed %d, %s%n%s", seed, flow.toMermaid(), result)
					.containsExactlyInAnyOrderElementsOf(flow.unnoticedSteps().keySet());
			}
		}
	}

	private static FlowDefinition randomFlow(String name, Random random) {
		FlowDefinition.Builder flow = FlowDefinition.builder(name);
		for (int i = 0; i < STEPS; i++) {
			List<Integer> earlier = new ArrayList<>();
			for (int j = 0; j < i; j++) {
				if (random.nextInt(3) == 0) {
					earlier.add(j);
				}
			}
			String[] depIds = earlier.stream().map((j) -> "s" + j).toArray(String[]::new);
			if (random.nextInt(3) > 0) {
				flow.act("s" + i, (step) -> step.depIds(depIds));
			}
			else {
				Rule rule = earlier.isEmpty() || random.nextBoolean() ? (data, ctx) -> true
						: ASKING.get(earlier.get(random.nextInt(earlier.size())));
				flow.assertion("s" + i, (step) -> step.depIds(depIds).validator(rule));
			}
		}
		return flow.build();
	}

}
