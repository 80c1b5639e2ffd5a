package ai.desplega.businessuse.embedded.autoconfigure;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import ai.desplega.businessuse.embedded.console.Backend;
import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.embedded.store.StoreTransport;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.internal.FallbackTransport;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.DisposableBean;

/**
 * Creates the backend of a running application for a client that requests a fallback.
 */
final class DevelopmentBackend implements FallbackTransport, DisposableBean, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseEmbeddedAutoConfiguration.class);

	private final Activation activation;

	private final Supplier<FlowRegistry> flows;

	private final BiConsumer<RunKey, Evaluation> listener;

	private volatile @Nullable Backend backend;

	DevelopmentBackend(Activation activation, Supplier<FlowRegistry> flows, BiConsumer<RunKey, Evaluation> listener) {
		this.activation = activation;
		this.flows = flows;
		this.listener = listener;
	}

	@Override
	public @Nullable EventTransport transport() {
		if (this.activation.isOn()) {
			Backend created = new Backend(this.flows, this.listener, InstantSource.system());
			this.backend = created;
			return new StoreTransport(created::add);
		}
		if (this.activation.objection() != null) {
			logger.warn("business-use-embedded is on the class path, but not used, because the application may not "
					+ "run in development: {}. Set business-use.embedded.enabled to true to record into the embedded "
					+ "backend, or to false to turn off this message, or set business-use.api-key to send events",
					this.activation.objection());
		}
		return null;
	}

	/**
	 * Return the backend.
	 * @return the backend, or {@code null} if no client records into it
	 */
	@Nullable Backend backend() {
		return this.backend;
	}

	@Override
	public void destroy() {
		Backend created = this.backend;
		if (created != null) {
			created.close();
		}
	}

}
