package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.delivery.DeliveryStatus.Backend;
import ai.desplega.businessuse.internal.delivery.DeliveryStatus.Backend.State;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * How things stand with the backend, and what the log says of it: one line when something
 * goes wrong, one a minute with what was lost meanwhile, one when all is well again.
 * However often it goes to and fro, it is two lines a minute. The idea is that of
 * Datadog's {@code IOLogger}.
 * <p>
 * Used by the worker alone, but for {@link #backend()}.
 */
final class BackendMonitor {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MAX_DETAIL_LENGTH = 1024;

	private final Logger logger;

	private final String place;

	private final DeliveryCounts counts;

	private final LongSupplier nanoTime;

	private final LossReport losses;

	private volatile Backend backend = Backend.UNKNOWN;

	private boolean troubleLogged;

	private @Nullable Long lastLine;

	private @Nullable Runnable pendingLogMessage;

	/**
	 * Creates a monitor.
	 * @param url where the backend is, if that is known
	 */
	BackendMonitor(Logger logger, @Nullable String url, DeliveryCounts counts, LongSupplier nanoTime) {
		this.logger = logger;
		this.place = (url != null) ? url + ": " : "";
		this.counts = counts;
		this.nanoTime = nanoTime;
		this.losses = new LossReport(counts);
	}

	Backend backend() {
		return this.backend;
	}

	void available() {
		this.backend = new Backend(State.AVAILABLE, Instant.now(), this.backend.lastError(),
				this.backend.lastErrorAt());
		if (this.troubleLogged) {
			recovered("The Business-Use backend answers again");
		}
		else if (this.losses.isPending() && isDue()) {
			line("Business-Use events were lost, though the backend answers");
		}
	}

	/**
	 * The key was accepted; no batch was sent.
	 */
	void accepted() {
		if (this.troubleLogged && this.backend.state() == State.UNAUTHORIZED) {
			recovered("The Business-Use backend accepts the key now");
		}
		this.backend = new Backend(State.AVAILABLE, this.backend.lastSuccess(), this.backend.lastError(),
				this.backend.lastErrorAt());
	}

	void unavailable(String error) {
		troubled(State.UNAVAILABLE, error);
		if (isDue()) {
			warn("The Business-Use backend is unavailable, each batch is tried once (" + fit(error) + ")");
		}
	}

	void rejected(int events, TransportResponse response) {
		troubled(State.AVAILABLE, response.toString());
		if (isDue()) {
			warn("The Business-Use backend refused a batch of " + events + " (" + fit(response.toString()) + ")");
		}
	}

	void unauthorized(TransportResponse response) {
		boolean news = this.backend.state() != State.UNAUTHORIZED;
		troubled(State.UNAUTHORIZED, response.toString());
		if (news || isDue()) {
			warn("The Business-Use backend does not accept the key, check business-use.api-key or"
					+ " BUSINESS_USE_API_KEY; events are refused, and the key is tried again every minute ("
					+ fit(response.toString()) + ")");
		}
	}

	private String fit(String said) {
		return LogSanitizer.of(this.place + said, MAX_DETAIL_LENGTH);
	}

	private void troubled(State state, String error) {
		this.backend = new Backend(state, this.backend.lastSuccess(), error, Instant.now());
	}

	private boolean isDue() {
		return this.lastLine == null || this.nanoTime.getAsLong() - this.lastLine >= MINUTE;
	}

	private void warn(String line) {
		this.troubleLogged = true;
		line(line);
	}

	private void line(String line) {
		this.lastLine = this.nanoTime.getAsLong();
		this.pendingLogMessage = () -> this.logger.warn("{}{}", line, this.losses.next());
	}

	private void recovered(String line) {
		this.troubleLogged = false;
		this.pendingLogMessage = () -> this.logger.info("{}{}", line, this.losses.next());
	}

	/**
	 * Says what there is to say of what was noted, now that it is counted. The logger is
	 * the host's: it may throw anything.
	 */
	void log() {
		Runnable line = this.pendingLogMessage;
		this.pendingLogMessage = null;
		try {
			if (line != null) {
				line.run();
			}
		}
		catch (Throwable ex) {
			// there is nowhere left to say it
		}
	}

	/**
	 * What was lost since the last report.
	 */
	private static final class LossReport {

		private final DeliveryCounts counts;

		private long queueFull;

		private long unauthorized;

		private long rejected;

		private long failed;

		private long shutdown;

		private LossReport(DeliveryCounts counts) {
			this.counts = counts;
		}

		private boolean isPending() {
			return this.counts.lost() > this.queueFull + this.unauthorized + this.rejected + this.failed
					+ this.shutdown;
		}

		private String next() {
			StringJoiner parts = new StringJoiner(", ");
			this.queueFull = next(parts, "queue_full", this.counts.queueFull.sum(), this.queueFull);
			this.unauthorized = next(parts, "unauthorized",
					this.counts.unauthorized.sum() + this.counts.refusedUnauthorized.sum(), this.unauthorized);
			this.rejected = next(parts, "rejected", this.counts.rejected.sum(), this.rejected);
			this.failed = next(parts, "failed", this.counts.failed.sum(), this.failed);
			this.shutdown = next(parts, "shutdown", this.counts.shutdown.sum() + this.counts.refusedShutdown.sum(),
					this.shutdown);
			return (parts.length() > 0) ? ". Events dropped: " + parts : "";
		}

		private static long next(StringJoiner parts, String name, long now, long before) {
			if (now > before) {
				parts.add(name + " " + (now - before));
			}
			return now;
		}

	}

}
