package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import ai.desplega.businessuse.status.ClientStatus;
import org.slf4j.Logger;

/**
 * Logs problems with events, each with the step and the flow it occurred in, and the
 * totals of a client that was closed. Thread-safe; never throws.
 * <p>
 * A problem of a step is logged at most once a minute, with the number of suppressed
 * messages: an event that is wrong once is usually wrong each time.
 */
final class ThrottledEventLogger {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MAX_TOPICS = 256;

	private static final int MAX_LENGTH = 300;

	private final Logger logger;

	private final LongSupplier nanoTime;

	private final Map<String, Topic> topics = new ConcurrentHashMap<>();

	ThrottledEventLogger(Logger logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	/**
	 * Log that an event was dropped.
	 * @param topic the kind of problem, the same each time
	 * @param reason the reason, and what to do about it
	 */
	void dropped(BusinessEvent.Builder event, String topic, String reason) {
		warn("Dropped event " + describe(event), topic, reason);
	}

	/**
	 * Log that an event was sent without some of its data.
	 */
	void reduced(BusinessEvent.Builder event, String problems) {
		warn("Event " + describe(event), "fields",
				"data that can't be encoded was replaced by null or omitted: " + problems);
	}

	void failed(String operation, Throwable failure) {
		warn("Business-Use client", operation, operation + " failed: " + describe(failure));
	}

	private void warn(String subject, String topic, String message) {
		try {
			long suppressed = state(subject + topic).count(this.nanoTime.getAsLong());
			if (suppressed == 0) {
				this.logger.warn("{}: {}", subject, message);
			}
			else if (suppressed > 0) {
				this.logger.warn("{}: {} ({} similar messages were suppressed)", subject, message, suppressed);
			}
		}
		catch (Throwable ex) {
			// thrown by the application's logger, so it can't be logged
		}
	}

	void totals(ClientStatus status) {
		StringJoiner dropped = new StringJoiner(", ", " (", ")").setEmptyValue("");
		status.droppedByReason().forEach((reason, number) -> {
			if (number > 0) {
				dropped.add(reason.label() + " " + number);
			}
		});
		try {
			this.logger.info("Business-Use client closed: {} events recorded, {} sent, {} dropped{}", status.recorded(),
					status.sent(), status.dropped(), dropped);
		}
		catch (Throwable ex) {
			// thrown by the application's logger, so it can't be logged
		}
	}

	private Topic state(String topic) {
		Topic known = this.topics.get(topic);
		if (known != null) {
			return known;
		}
		long now = this.nanoTime.getAsLong();
		if (this.topics.size() >= MAX_TOPICS) {
			this.topics.values().removeIf((old) -> old.isDue(now));
		}
		String name = (this.topics.size() < MAX_TOPICS) ? topic : "(others)";
		return this.topics.computeIfAbsent(name, (key) -> new Topic(now));
	}

	/**
	 * Return the topic of an exception: its type and origin, since messages may differ.
	 */
	static String topic(Throwable thrown) {
		try {
			StackTraceElement[] trace = thrown.getStackTrace();
			return (trace.length > 0) ? thrown.getClass().getName() + trace[0] : describe(thrown);
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	private static String describe(BusinessEvent.Builder event) {
		return ((event.id != null) ? quoted(event.id) : "without id") + " ("
				+ ((event.flow != null) ? "flow " + quoted(event.flow) : "no flow") + ")";
	}

	private static String quoted(String name) {
		return "'" + printable(name) + "'";
	}

	/**
	 * Return type, message and origin of an exception.
	 */
	static String describe(Throwable thrown) {
		try {
			StackTraceElement[] trace = thrown.getStackTrace();
			String where = (trace.length > 0) ? " at " + trace[0] : "";
			return printable(thrown.toString()) + where;
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	static String printable(String value) {
		return LogSanitizer.of(value, MAX_LENGTH);
	}

	private static final class Topic {

		private final AtomicLong due;

		private final AtomicLong suppressed = new AtomicLong();

		private Topic(long now) {
			this.due = new AtomicLong(now);
		}

		private boolean isDue(long now) {
			return now - this.due.get() >= 0;
		}

		/**
		 * Return the number of messages suppressed since the last one, or -1 to suppress
		 * this one, too.
		 */
		private long count(long now) {
			long due = this.due.get();
			if (now - due >= 0 && this.due.compareAndSet(due, now + MINUTE)) {
				return this.suppressed.getAndSet(0);
			}
			this.suppressed.incrementAndGet();
			return -1;
		}

	}

}
