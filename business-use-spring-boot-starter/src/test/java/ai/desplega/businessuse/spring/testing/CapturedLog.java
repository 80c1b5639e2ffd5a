package ai.desplega.businessuse.spring.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged, whoever logs it, without showing it on the console. Stays attached when
 * Spring Boot sets logging up anew.
 */
public final class CapturedLog {

	private static final List<String> LOGGERS = List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "ai.desplega.businessuse");

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Appender appender = new Appender();

	private final Listener listener = new Listener();

	void attach() {
		this.appender.setContext(this.context);
		append();
		this.context.addListener(this.listener);
	}

	private void append() {
		this.appender.start();
		loggers().forEach((logger) -> logger.addAppender(this.appender));
	}

	void detach() {
		this.context.removeListener(this.listener);
		loggers().forEach((logger) -> logger.detachAppender(this.appender));
	}

	/**
	 * The client's logger doesn't pass on to the root what it is told.
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

	private final class Listener implements LoggerContextListener {

		@Override
		public boolean isResetResistant() {
			return true;
		}

		@Override
		public void onReset(LoggerContext context) {
			append();
		}

		@Override
		public void onStart(LoggerContext context) {
		}

		@Override
		public void onStop(LoggerContext context) {
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
		}

	}

}
