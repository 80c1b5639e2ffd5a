package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.actuate.BusinessUseActuateAutoConfiguration;
import ai.desplega.businessuse.spring.actuate.BusinessUseEndpoint;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.InMemoryTransport;
import io.micrometer.core.instrument.MeterRegistry;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that aspects of the application that match beans of the starter don't prevent the
 * start.
 */
@ExtendWith(CapturedLogExtension.class)
class BroadAspectsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BusinessUseAutoConfiguration.class,
				BusinessUseAnnotationsAutoConfiguration.class, BusinessUseActuateAutoConfiguration.class,
				MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*", "business-use.api-key=key",
				"business-use.url=http://user:hidden@localhost:1");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PublicMethods | true
			PublicMethods | false
			BeansByName   | true
			BeansByName   | false
			OurPackages   | true
			OurPackages   | false
			""")
	void applicationStartsAndRecords(String aspect, boolean proxyTargetClass) throws Exception {
		Class<?> type = Class.forName(BroadAspectsTests.class.getName() + "$" + aspect);
		this.contextRunner.withUserConfiguration(type, Steps.class)
			.withBean(EventTransport.class, InMemoryTransport::new)
			.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(Steps.class).pay();
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act((event) -> event.id("shipped").flow("checkout").runId("1"));
				assertThat(client.flush(LONG)).isTrue();
				assertThat(client.status().sent()).isEqualTo(2);
				assertThat(context.getBean(BusinessUseEndpoint.class).status().events().sent()).isEqualTo(2);
				assertThat(context.getBean(MeterRegistry.class)
					.get("business.use.batches")
					.tag("outcome", "sent")
					.timer()
					.count()).isOne();
			});
	}

	@ParameterizedTest
	@CsvSource({ "PublicMethods", "BeansByName", "OurPackages" })
	void applicationStartsWithAClientThatIsOff(String aspect) throws Exception {
		Class<?> type = Class.forName(BroadAspectsTests.class.getName() + "$" + aspect);
		this.contextRunner.withUserConfiguration(type)
			.withPropertyValues("business-use.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(BusinessUseClient.class).status().state()).isEqualTo(State.OFF);
			});
	}

	@ParameterizedTest
	@CsvSource({ "PublicMethods", "BeansByName", "OurPackages" })
	void flowsAreDeclaredByBeans(String aspect) throws Exception {
		Class<?> type = Class.forName(BroadAspectsTests.class.getName() + "$" + aspect);
		this.contextRunner.withUserConfiguration(type)
			.withBean("first", FlowDefinition.class, () -> FlowDefinition.builder("checkout").act("paid").build())
			.withBean("second", FlowDefinition.class, () -> FlowDefinition.builder("checkout").act("shipped").build())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				FlowDefinition checkout = context.getBean(FlowRegistry.class).flow("checkout");
				assertThat(checkout).isNotNull();
				assertThat(checkout.steps()).extracting(StepDefinition::id)
					.containsExactlyInAnyOrder("paid", "shipped");
			});
	}

	@ParameterizedTest
	@CsvSource({ "PublicMethods", "BeansByName", "OurPackages" })
	void reportsOriginOfInvalidProperty(String aspect, CapturedLog log) throws Exception {
		Class<?> type = Class.forName(BroadAspectsTests.class.getName() + "$" + aspect);
		this.contextRunner.withUserConfiguration(type)
			.withPropertyValues("spring.aop.proxy-target-class=false", "business-use.url=wrong")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(log.text()).contains("(from \"business-use.url\" from property source \"test\")");
			});
	}

	abstract static class Counting {

		private final List<String> calls = new CopyOnWriteArrayList<>();

		Object proceed(ProceedingJoinPoint joinPoint) throws Throwable {
			this.calls.add(joinPoint.getSignature().getName());
			return joinPoint.proceed();
		}

	}

	@Aspect
	static class PublicMethods extends Counting {

		@Around("execution(public * *(..)) && !within(org.springframework..*) && !within(io.micrometer..*)")
		Object around(ProceedingJoinPoint joinPoint) throws Throwable {
			return proceed(joinPoint);
		}

	}

	@Aspect
	static class BeansByName extends Counting {

		@Around("bean(*Client) || bean(businessUse*)")
		Object around(ProceedingJoinPoint joinPoint) throws Throwable {
			return proceed(joinPoint);
		}

	}

	@Aspect
	static class OurPackages extends Counting {

		@Around("within(ai.desplega..*)")
		Object around(ProceedingJoinPoint joinPoint) throws Throwable {
			return proceed(joinPoint);
		}

	}

	static class Steps {

		@BusinessAct(id = "paid", flow = "checkout", runId = "'1'")
		public void pay() {
		}

	}

}
