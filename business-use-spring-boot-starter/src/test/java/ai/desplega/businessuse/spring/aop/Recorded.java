package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.InMemoryTransport;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * Application whose events stay in memory.
 */
final class Recorded {

	private Recorded() {
	}

	static ApplicationContextRunner runner(Class<?>... components) {
		return childRunner(components).withBean(InMemoryTransport.class);
	}

	static ApplicationContextRunner childRunner(Class<?>... components) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class,
				BusinessUseAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class))
			.withUserConfiguration(components);
	}

	static List<Map<String, Object>> events(ApplicationContext context) {
		context.getBean(BusinessUseClient.class).flush(Duration.ofSeconds(10));
		return context.getBean(InMemoryTransport.class).events().stream().map(Recorded::members).toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> members(RecordedEvent event) {
		return JsonMapper.shared().readValue(event.json(), Map.class);
	}

	static List<Object> ids(ApplicationContext context) {
		return events(context).stream().map((event) -> event.get("id")).toList();
	}

	static Map<String, Object> event(ApplicationContext context) {
		List<Map<String, Object>> events = events(context);
		if (events.size() != 1) {
			throw new AssertionError("Not one event, but " + events);
		}
		return events.get(0);
	}

}
