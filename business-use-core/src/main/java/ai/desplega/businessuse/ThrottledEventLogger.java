package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.LogSanitizer;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import org.slf4j.Logger;

/**
 * Logs problems with events, each with its step and flow, and the totals of a closed
 * client. Thread-safe; never throws an exception.
 * <p>
 * A problem of a step is logged at most once a minute, with the number of suppressed
 * messages, because most problems occur for every event of the step.
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
	 * @param topic the kind of problem, used as a key
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
			long suppressed = count(subject + topic);
			if (suppressed == 0) {
				this.logger.warn("{}: {}", subject, message);
			}
			else if (suppressed > 0) {
				this.logger.warn("{}: {} ({} similar messages were suppressed)", subject, message, suppressed);
			}
		}
		catch (Throwable ex) {
			// thrown by the application's logger, so the exception can't be logged
		}
	}

	/**
	 * Count a message.
	 * @return the number of messages that were suppressed before it, or a negative number
	 * to also suppress it
	 */
	private long count(String topic) {
		long now = this.nanoTime.getAsLong();
		if (isFullFor(topic)) {
			this.topics.values().removeIf((old) -> old.isDue(now));
		}
		return this.topics
			.compute(isFullFor(topic) ? "(others)" : topic,
					(name, last) -> ((last != null) ? last : new Topic(now, 0, 0)).next(now))
			.reported();
	}

	private boolean isFullFor(String topic) {
		return this.topics.size() >= MAX_TOPICS && !this.topics.containsKey(topic);
	}

	void totals(ClientStatus status) {
		StringJoiner dropped = new StringJoiner(", ", " (", ")").setEmptyValue("");
		status.droppedByReason().forEach((reason, number) -> {
			if (number > 0) {
				dropped.add(reason.label() + " " + number);
			}
		});
		try {
			String totals = "Business-Use client closed: %d events recorded, %d sent, %d dropped%s"
				.formatted(status.recorded(), status.sent(), status.dropped(), dropped);
			if (status.dropped(DropReason.SHUTDOWN) == 0) {
				this.logger.info(totals);
			}
			else {
				this.logger.warn("{}; events with reason 'shutdown' were not sent within business-use.shutdown-timeout,"
						+ " or were recorded while the client closed", totals);
			}
		}
		catch (Throwable ex) {
			// thrown by the application's logger, so the exception can't be logged
		}
	}

	/**
	 * Return the topic of an exception: its type and origin, because its message may
	 * vary.
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

	static String describe(Throwable thrown) {
		return LogSanitizer.describe(thrown, MAX_LENGTH);
	}

	static String printable(String value) {
		return LogSanitizer.of(value, MAX_LENGTH);
	}

	/**
	 * Messages of one kind.
	 *
	 * @param due the time from which the next message is logged
	 * @param suppressed the number of messages since the latest that was logged
	 * @param reported the number of messages that were suppressed before the latest one,
	 * or -1 if the latest one is also suppressed
	 */
	private record Topic(long due, long suppressed, long reported) {

		boolean isDue(long now) {
			return now - this.due >= 0;
		}

		Topic next(long now) {
			return isDue(now) ? new Topic(now + MINUTE, 0, this.suppressed)
					: new Topic(this.due, this.suppressed + 1, -1);
		}

	}

}
