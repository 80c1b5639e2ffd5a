package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import ai.desplega.businessuse.status.ClientStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What a client says of the events that it was given: what was wrong with one, and at the
 * end what became of all. Of what is wrong, one line for each kind of trouble at each
 * node, then one a minute with how often it happened meanwhile: a bad event comes rarely
 * alone.
 */
final class ThrottledEventLogger {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MAX_TOPICS = 256;

	private static final int MAX_TEXT = 300;

	private final Logger logger;

	private final LongSupplier nanoTime;

	private final Map<String, Topic> topics = new ConcurrentHashMap<>();

	ThrottledEventLogger(Logger logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	/**
	 * Logs one line, unless there was one on the topic within the last minute.
	 * @param topic what the line is about, the same each time
	 */
	void warn(@Nullable String flow, @Nullable String id, String topic, String message) {
		try {
			String subject = "Event " + quoted(id) + " of flow " + quoted(flow) + ": ";
			Topic state = state(subject + topic);
			long skipped = state.count(this.nanoTime.getAsLong());
			if (skipped == 0) {
				this.logger.warn("{}{}", subject, message);
			}
			else if (skipped > 0) {
				this.logger.warn("{}{} ({} more like this since the last such line)", subject, message, skipped);
			}
		}
		catch (Throwable ex) {
			// a logger is the host's, it may throw anything, and there is nowhere left to
			// say it
		}
	}

	/**
	 * The last line of a client: what became of everything.
	 */
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
			// as above
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
	 * What a line about something that was thrown is about: the place. The message may
	 * differ each time.
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

	private static String quoted(@Nullable String text) {
		return (text != null) ? "'" + printable(text) + "'" : "(none)";
	}

	/**
	 * What was thrown, and where: enough to find the line that is to be mended.
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

	static String printable(String text) {
		return LogSanitizer.of(text, MAX_TEXT);
	}

	/**
	 * What a line is about.
	 */
	private static final class Topic {

		private final AtomicLong nextLine;

		private final AtomicLong skipped = new AtomicLong();

		private Topic(long now) {
			this.nextLine = new AtomicLong(now);
		}

		private boolean isDue(long now) {
			return now - this.nextLine.get() >= 0;
		}

		/**
		 * How many lines were skipped since the last one, or -1 to skip this one too.
		 */
		private long count(long now) {
			long due = this.nextLine.get();
			if (now - due >= 0 && this.nextLine.compareAndSet(due, now + MINUTE)) {
				return this.skipped.getAndSet(0);
			}
			this.skipped.incrementAndGet();
			return -1;
		}

	}

}
