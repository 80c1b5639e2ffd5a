package ai.desplega.businessuse.embedded.test;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import ai.desplega.businessuse.embedded.internal.RecordedRuns;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Report of the runs that a failed test recorded: a page, and a log message unless the
 * message of the failure already shows a run.
 */
final class FailureReport {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedBusinessUse.class);

	private static final int MAX_RUNS = 10;

	private final String test;

	FailureReport(Class<?> testClass, Method method) {
		this.test = testClass.getName().replace('$', '.') + "." + method.getName();
	}

	/**
	 * Write the report.
	 * @return the failure, or a replacement that names the page
	 */
	Throwable add(RecordedRuns recorded, Throwable failure) {
		List<RunResult> runs = evaluate(recorded, failure);
		if (runs.isEmpty()) {
			return failure;
		}
		boolean shown = failure instanceof AssertionError && String.valueOf(failure.getMessage()).contains("run '");
		if (!shown) {
			StringBuilder message = new StringBuilder();
			runs.forEach((run) -> message.append("\n\nRun '")
				.append(run.runId())
				.append("' of flow '")
				.append(run.flow())
				.append("': ")
				.append(run.status().label())
				.append("\n\n")
				.append(RunReport.of(run)));
			logger.error("Runs recorded by {}, which failed:{}", this.test, message);
		}
		Path page = ReportDirectory.isEnabled() ? ReportDirectory.write(this.test, ".html", RunPage.of(this.test, runs))
				: null;
		return (page != null) ? withPath(failure, page) : failure;
	}

	private List<RunResult> evaluate(RecordedRuns recorded, Throwable failure) {
		List<RunResult> results = new ArrayList<>();
		try {
			Collection<FlowRun> runs = recorded.recordedSteps().keySet();
			runs.stream().limit(MAX_RUNS).forEach((run) -> results.add(recorded.evaluate(run, false)));
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
		return results;
	}

	/**
	 * Add the path of the page to a failure. The message of an exception can't be
	 * changed, so a plain assertion error is replaced. Other failures have types that
	 * tools rely on; for them, the path is added as a suppressed exception.
	 */
	private static Throwable withPath(Throwable failure, Path page) {
		String path = "The runs of this test are shown in " + page.toAbsolutePath();
		if (failure.getClass() != AssertionError.class) {
			failure.addSuppressed(new RunsOfTest(path));
			return failure;
		}
		AssertionError named = new AssertionError(failure.getMessage() + "\n" + path, failure.getCause());
		named.setStackTrace(failure.getStackTrace());
		for (Throwable suppressed : failure.getSuppressed()) {
			named.addSuppressed(suppressed);
		}
		return named;
	}

	/**
	 * Exception that adds the path to a stack trace.
	 */
	private static final class RunsOfTest extends Exception {

		private static final long serialVersionUID = 1L;

		private RunsOfTest(String message) {
			super(message, null, false, false);
		}

	}

}
