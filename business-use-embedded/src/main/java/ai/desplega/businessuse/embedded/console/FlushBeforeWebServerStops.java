package ai.desplega.businessuse.embedded.console;

import java.time.Duration;

import ai.desplega.businessuse.BusinessUseClient;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Flushes the client before the web server stops. The client itself flushes when all else
 * has stopped, which is too late for a backend in the same process.
 */
final class FlushBeforeWebServerStops implements SmartLifecycle {

	private final BusinessUseClient client;

	private final Duration timeout;

	private volatile boolean running;

	FlushBeforeWebServerStops(BusinessUseClient client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.client.flush(this.timeout);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Stopped before the web server, which then takes no more requests.
	 */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
