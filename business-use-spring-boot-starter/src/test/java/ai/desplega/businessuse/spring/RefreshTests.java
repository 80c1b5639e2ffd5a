package ai.desplega.businessuse.spring;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.actuate.BusinessUseActuateAutoConfiguration;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.spring.testing.LoopbackBackend;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that contexts that are created and closed repeatedly, as in tests and tools,
 * leave no resources of the starter behind.
 */
class RefreshTests {

	private static final int CONTEXTS = 50;

	private static final Duration LONG = Duration.ofSeconds(60);

	@Test
	void closedContextsReleaseAllResources() throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend()) {
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			List<WeakReference<?>> left = new ArrayList<>();
			for (int i = 0; i < CONTEXTS; i++) {
				left.addAll(run(backend));
			}
			assertThat(backend.events()).hasSize(2 * CONTEXTS).filteredOn("by_annotation"::equals).hasSize(CONTEXTS);
			await().atMost(LONG).until(() -> backend.connections() == 0);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.contains("business-use"));
			await().atMost(LONG).untilAsserted(() -> {
				System.gc();
				assertThat(left).extracting(WeakReference::get).containsOnlyNulls();
			});
		}
	}

	private static List<WeakReference<?>> run(LoopbackBackend backend) {
		try (ConfigurableApplicationContext context = start(backend)) {
			Steps steps = context.getBean(Steps.class);
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			steps.pay("o-1");
			client.assertion((event) -> event.id("by_client")
				.flow("checkout")
				.runId("o-1")
				.data(new Order("o-1", 42))
				.validator((data, ctx) -> data.number("total") > 0));
			return List.of(new WeakReference<>(context), new WeakReference<>(steps), new WeakReference<>(client));
		}
	}

	private static ConfigurableApplicationContext start(LoopbackBackend backend) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("business-use.url", backend.url(), "business-use.api-key", "key")));
		context.register(Steps.class, BusinessUseAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class,
				BusinessUseActuateAutoConfiguration.class);
		context.refresh();
		return context;
	}

	record Order(String id, int total) {

	}

	static class Steps {

		@BusinessAct(id = "by_annotation", flow = "checkout", runId = "#order", data = "{order: #order}")
		void pay(String order) {
		}

	}

}
