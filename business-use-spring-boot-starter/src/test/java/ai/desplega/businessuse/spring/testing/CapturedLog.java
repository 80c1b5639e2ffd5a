package ai.desplega.businessuse.spring.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged, whoever logs it, without showing it on the console.
 */
public final class CapturedLog {

	private static final List<String> LOGGERS = List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "ai.desplega.businessuse",
			"org.springframework");

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Appender appender = new Appender();

	/**
	 * Start, or start again where logging was set up anew, as Spring Boot does it when an
	 * application starts: to be called by an initializer of its context then.
	 */
	public void attach() {
		this.appender.setContext(this.context);
		this.appender.start();
		loggers().forEach((logger) -> logger.addAppender(this.appender));
	}

	void detach() {
		loggers().forEach((logger) -> logger.detachAppender(this.appender));
	}

	/**
	 * Those that pass on to the console, and those that pass on to nothing.
	 */
	private Stream<Logger> loggers() {
		return LOGGERS.stream().map(this.context::getLogger);
	}

	/**
	 * The messages, each with its logger in front and its stack trace after it.
	 */
	public String text() {
		return String.join("\n", this.lines);
	}

	private final class Appender extends AppenderBase<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			String trace = (event.getThrowableProxy() != null)
					? "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()) : "";
			CapturedLog.this.lines
				.add(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
		}

	}

}
