package ai.desplega.businessuse.embedded.test;

import java.util.List;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.internal.TestTransport;
import ai.desplega.businessuse.spring.internal.transaction.EventSinks;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Embedded backend of a test context, with the client and the flows of the context.
 */
final class SpringTestBackend {

	private final ConfigurableListableBeanFactory beans;

	private final TestBackend backend;

	private final ClientTransport transport;

	SpringTestBackend(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
		RecordedRuns recorded = new RecordedRuns(() -> beans.getBean(BusinessUseClient.class),
				() -> beans.getBean(FlowRegistry.class), SpringTestBackend::waitingEvents);
		this.backend = new TestBackend(recorded);
		this.transport = new ClientTransport(recorded.transport());
	}

	static @Nullable TestBackend find(ExtensionContext test) {
		SpringTestBackend backend = SpringExtension.getApplicationContext(test)
			.getBeanProvider(SpringTestBackend.class)
			.getIfAvailable();
		return (backend != null) ? backend.backend : null;
	}

	TestBackend testBackend() {
		return this.backend;
	}

	TestTransport transport() {
		return this.transport;
	}

	private static List<String> waitingEvents() {
		int waiting = EventSinks.waiting();
		return (waiting == 0) ? List.of() : List.of(waiting
				+ ((waiting == 1) ? " event of the current thread's transaction waits"
						: " events of the current thread's transaction wait")
				+ " for its commit: end it in the test with TestTransaction.flagForCommit() and TestTransaction.end(),"
				+ " or run the test without @Transactional (@DataJpaTest includes it)");
	}

	/**
	 * Check that the context has a client that sends to this backend.
	 * @throws IllegalStateException if the context has no such client
	 */
	void checkClient() {
		if (this.transport.used) {
			return;
		}
		String[] names = this.beans.getBeanNamesForType(BusinessUseClient.class);
		if (names.length == 0) {
			throw new IllegalStateException("@EmbeddedBusinessUse needs the auto-configured BusinessUseClient, but the"
					+ " context of this test has none: add @ImportAutoConfiguration(BusinessUseAutoConfiguration.class)");
		}
		for (String name : names) {
			this.beans.getBean(name);
		}
		if (!this.transport.used) {
			throw new IllegalStateException(
					"@EmbeddedBusinessUse doesn't receive the events of the application's own BusinessUseClient '"
							+ String.join("', '", names) + "' (" + this.beans.getBean(names[0]).getClass().getName()
							+ "): exclude it from the context of this test, so that the client is auto-configured");
		}
	}

	private static final class ClientTransport implements TestTransport {

		private final EventTransport transport;

		private volatile boolean used;

		private ClientTransport(EventTransport transport) {
			this.transport = transport;
		}

		@Override
		public EventTransport transport() {
			this.used = true;
			return this.transport;
		}

	}

}
