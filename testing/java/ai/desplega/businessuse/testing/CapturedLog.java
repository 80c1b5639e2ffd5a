package ai.desplega.businessuse.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Log messages of one logger, or of all loggers, kept for the assertions of a test.
 */
public final class CapturedLog implements AutoCloseable {

	/**
	 * Loggers to capture. In the Logback configuration of the tests, the second and third
	 * are not additive, so they are captured separately.
	 */
	private static final List<String> ALL = List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "ai.desplega.businessuse",
			"org.springframework");

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final List<String> names;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final List<String> entries = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			String trace = (event.getThrowableProxy() != null)
					? "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()) : "";
			CapturedLog.this.lines.add(event.getLevel() + " " + event.getFormattedMessage());
			CapturedLog.this.entries
				.add(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
		}

	};

	/**
	 * Capture all loggers, at the levels that are configured.
	 */
	public CapturedLog() {
		this.names = ALL;
		attach();
	}

	/**
	 * Capture one logger, at all levels.
	 */
	public CapturedLog(String name) {
		this.names = List.of(name);
		loggers().forEach((logger) -> logger.setLevel(Level.TRACE));
		attach();
	}

	/**
	 * Attach to the loggers again. Spring Boot resets the logging system when an
	 * application starts; a test calls this method in an initializer of the context.
	 */
	public void attach() {
		this.appender.setContext(this.context);
		this.appender.start();
		loggers().forEach((logger) -> logger.addAppender(this.appender));
	}

	private Stream<Logger> loggers() {
		return this.names.stream().map(this.context::getLogger);
	}

	/**
	 * Return the first of the captured loggers.
	 */
	public org.slf4j.Logger logger() {
		return this.context.getLogger(this.names.get(0));
	}

	/**
	 * Return each message after its level.
	 */
	public List<String> lines() {
		return this.lines;
	}

	/**
	 * Return all messages, each after its level and logger and before its stack trace.
	 */
	public String text() {
		return String.join("\n", this.entries);
	}

	@Override
	public void close() {
		loggers().forEach((logger) -> logger.detachAppender(this.appender));
	}

}
