package ai.desplega.businessuse.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the result of a run.
 */
class RunResultTests {

	private static final StepResult PAID = StepResult.builder("paid", StepStatus.PASSED)
		.declared(true)
		.events(List.of(RecordedEvent
			.of("{\"id\":\"paid\",\"flow\":\"f\",\"run_id\":\"1\",\"type\":\"act\",\"ts\":1," + "\"data\":{}}")))
		.build();

	private static final StepResult CONFIRMED = StepResult.builder("confirmed", StepStatus.FAILED)
		.type(EventType.ASSERT)
		.declared(true)
		.missing(true)
		.depIds(List.of("paid"))
		.message("it did not come in time")
		.build();

	@Test
	void returnsItsStepsAndMissingSteps() {
		RunResult result = RunResult.builder("f", "1", RunStatus.FAILED)
			.steps(List.of(PAID, CONFIRMED))
			.evaluatedAt(Instant.EPOCH)
			.build();
		assertThat(result.steps()).containsExactly(PAID, CONFIRMED);
		assertThat(result.step("confirmed")).isSameAs(CONFIRMED);
		assertThat(result.step("shipped")).isNull();
		assertThat(result.missing()).containsExactly("confirmed");
		assertThat(result.errors()).isEmpty();
		assertThat(result)
			.hasToString("Run '1' of flow 'f' failed [passed paid, failed confirmed (it did not come in time)]");
	}

	@Test
	void computesUnnoticedStepsOnDemand() {
		RunResult result = RunResult.builder("f", "1", RunStatus.PASSED)
			.unnoticedSteps(() -> Map.of("paid", "no rule requires it"))
			.build();
		assertThat(result.unnoticedSteps()).containsOnlyKeys("paid");
	}

	@Test
	void realBackendHasNoUnnoticedSteps() {
		RunResult result = RunResult.builder("f", "1", RunStatus.PASSED).build();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(result::unnoticedSteps)
			.withMessageContaining("embedded backend");
	}

}
