package ai.desplega.businessuse.spring.actuate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.spring.internal.TransportDecorator;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Timer {@code business.use.batches}, by the outcome of the batch. Thread-safe.
 */
final class BatchTimer implements MeterBinder, TransportDecorator, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BatchTimer.class);

	private static final String SENT = "sent";

	private static final String UNAUTHORIZED = "unauthorized";

	private static final String REJECTED = "rejected";

	private static final String FAILED = "failed";

	private static final List<String> OUTCOMES = List.of(SENT, UNAUTHORIZED, REJECTED, FAILED);

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String outcome : OUTCOMES) {
			timer(outcome, registry);
		}
		this.registries.add(registry);
	}

	private static Timer timer(String outcome, MeterRegistry registry) {
		return Timer.builder("business.use.batches")
			.description("Time until the response to a batch of events")
			.tag("outcome", outcome)
			.register(registry);
	}

	@Override
	public EventTransport decorate(EventTransport transport) {
		return new TimedTransport(transport);
	}

	/**
	 * Record the time of a batch. An exception of a registry must not affect the outcome
	 * of the batch.
	 */
	private void record(@Nullable TransportResponse response, long nanos) {
		String outcome = outcome(response);
		for (MeterRegistry registry : this.registries) {
			try {
				timer(outcome, registry).record(nanos, TimeUnit.NANOSECONDS);
			}
			catch (RuntimeException ex) {
				logger.debug("A meter registry failed; the timer business.use.batches lacks a batch", ex);
			}
		}
	}

	private static String outcome(@Nullable TransportResponse response) {
		if (response == null || response.isServerError()) {
			return FAILED;
		}
		if (response.isUnauthorized()) {
			return UNAUTHORIZED;
		}
		return response.isSuccess() ? SENT : REJECTED;
	}

	private final class TimedTransport implements EventTransport {

		private final EventTransport transport;

		private TimedTransport(EventTransport transport) {
			this.transport = transport;
		}

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
			long start = System.nanoTime();
			TransportResponse response = null;
			try {
				response = this.transport.send(batch, timeout);
				return response;
			}
			finally {
				record(response, System.nanoTime() - start);
			}
		}

		@Override
		public @Nullable TransportResponse check() throws IOException {
			return this.transport.check();
		}

		@Override
		public @Nullable String url() {
			return this.transport.url();
		}

		@Override
		public void releaseConnections() {
			this.transport.releaseConnections();
		}

		@Override
		public void abort() {
			this.transport.abort();
		}

		@Override
		public void stopped() {
			this.transport.stopped();
		}

	}

}
