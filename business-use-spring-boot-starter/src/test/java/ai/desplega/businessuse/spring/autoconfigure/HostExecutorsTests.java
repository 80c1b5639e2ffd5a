package ai.desplega.businessuse.spring.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import ai.desplega.businessuse.BusinessUseClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter does not affect the executors of an application.
 */
class HostExecutorsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class))
		.withPropertyValues("business-use.api-key=secret");

	@Test
	void aHostWithAsyncAndScheduledMethodsKeepsSpringBootsExecutors() {
		this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(Host.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(BusinessUseClient.class);
				assertThat(context.getBeanNamesForType(TaskExecutor.class))
					.containsExactlyInAnyOrder("applicationTaskExecutor", "taskScheduler");
				assertThat(context.getBeanNamesForType(TaskScheduler.class)).containsExactly("taskScheduler");
				assertThat(context.getBeanNamesForType(ScheduledExecutorService.class)).isEmpty();
			});
	}

	@Test
	void starterDefinesNoExecutor() {
		this.contextRunner.run((context) -> {
			assertThat(context).doesNotHaveBean(Executor.class);
			assertThat(context).doesNotHaveBean(TaskScheduler.class);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableScheduling
	static class Host {

	}

}
