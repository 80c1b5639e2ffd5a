package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.AnnotatedMethodCount;
import ai.desplega.businessuse.spring.internal.OffReason;
import ai.desplega.businessuse.spring.internal.TestTransport;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs one message when all singletons exist: the state of the client, the destination of
 * the events, and the number of annotated methods, without the methods of lazy beans.
 */
final class StartupMessage implements SmartInitializingSingleton, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private final OffReason offReason;

	private final ObjectProvider<BusinessUseClient> clients;

	private final ObjectProvider<TestTransport> testTransports;

	private final ObjectProvider<AnnotatedMethodCount> counts;

	StartupMessage(OffReason offReason, ObjectProvider<BusinessUseClient> clients,
			ObjectProvider<TestTransport> testTransports, ObjectProvider<AnnotatedMethodCount> counts) {
		this.offReason = offReason;
		this.clients = clients;
		this.testTransports = testTransports;
		this.counts = counts;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info("Business-Use is {}; annotated methods: {}", state(), methods());
	}

	private String state() {
		ClientStatus status = status(this.clients);
		return (status != null) ? state(status) : "on with the application's own client";
	}

	private String state(ClientStatus status) {
		if (status.state() == State.OFF) {
			String reason = this.offReason.get();
			return (reason != null) ? "off (" + reason + ")" : "off";
		}
		if (status.url() != null) {
			return "on and sends events to " + status.url();
		}
		return (this.testTransports.getIfAvailable() != null) ? "on and sends events to the test's embedded backend"
				: "on and sends events with the application's own transport";
	}

	/**
	 * Return the status of the client, or {@code null} if it is unknown. The
	 * application's own client may be a mock, or may have a scope that is not active;
	 * neither must prevent the start.
	 */
	static @Nullable ClientStatus status(ObjectProvider<BusinessUseClient> clients) {
		try {
			BusinessUseClient client = clients.getIfUnique();
			return (client != null) ? client.status() : null;
		}
		catch (RuntimeException ex) {
			logger.debug("The status of the client can't be read", ex);
			return null;
		}
	}

	private String methods() {
		AnnotatedMethodCount count = this.counts.getIfUnique();
		if (count == null || count.methods() == 0) {
			return "none";
		}
		return count.methods() + ((count.flows() == 1) ? " in 1 flow" : " in " + count.flows() + " flows");
	}

}
