package ai.desplega.businessuse.spring.aop;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for values of SpEL expressions for the run id.
 */
@ExtendWith(CapturedLogExtension.class)
class RunIdExpressionTests {

	private static final UUID UUID_VALUE = new UUID(1, 2);

	private final ApplicationContextRunner contextRunner = Recorded.runner(Orders.class);

	static Stream<Arguments> usable() {
		return Stream.of(Arguments.of(17L, "17"), Arguments.of(UUID_VALUE, UUID_VALUE.toString()),
				Arguments.of(Optional.of("o-1"), "o-1"), Arguments.of(TimeUnit.DAYS, "DAYS"));
	}

	@ParameterizedTest
	@MethodSource("usable")
	void isConverted(Object id, String runId) {
		this.contextRunner.run((context) -> {
			context.getBean(Orders.class).place(id);
			assertThat(Recorded.event(context)).containsEntry("run_id", runId);
		});
	}

	static Stream<Arguments> unusable() {
		return Stream.of(Arguments.of(Optional.empty(), "java.util.Optional"), Arguments.of("null", "java.lang.String"),
				Arguments.of(1.5, "java.lang.Double"), Arguments.of(new OrderId("o-1"), OrderId.class.getName()),
				Arguments.of(new Orders(), Orders.class.getName()));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void isRejectedWithItsType(Object id, String named, CapturedLog log) {
		this.contextRunner.run((context) -> {
			context.getBean(Orders.class).place(id);
			assertThat(Recorded.events(context)).isEmpty();
			assertThat(context.getBean(BusinessUseClient.class).status().dropped(DropReason.INVALID)).isOne();
			assertThat(log.text()).contains("'order_placed'", "the run id is ", named);
		});
	}

	record OrderId(String value) {

	}

	static class Orders {

		@BusinessAct(id = "order_placed", flow = "checkout", runId = "#id")
		void place(Object id) {
		}

	}

}
