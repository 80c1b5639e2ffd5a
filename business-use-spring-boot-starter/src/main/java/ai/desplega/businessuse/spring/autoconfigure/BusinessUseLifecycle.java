package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * Sends what is queued when the context stops: after everything else that stops, while
 * the network is still there. The client goes on taking events, and the context may be
 * started again.
 */
final class BusinessUseLifecycle implements SmartLifecycle {

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
