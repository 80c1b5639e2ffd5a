package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.context.SmartLifecycle;

/**
 * Flushes the client when the context stops: after all other components, while the
 * network is still available. The client stays open, so that the context can be started
 * again.
 */
final class BusinessUseLifecycle implements SmartLifecycle, AopInfrastructureBean {

	private final ClientCloser closer;

	private volatile boolean running;

	BusinessUseLifecycle(ClientCloser closer) {
		this.closer = closer;
	}

	@Override
	public void start() {
		this.closer.started();
		this.running = true;
	}

	@Override
	public void stop() {
		this.closer.flush();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
