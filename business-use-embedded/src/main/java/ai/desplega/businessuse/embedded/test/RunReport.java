package ai.desplega.businessuse.embedded.test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.flow.StepStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Textual report of a run for the message of a failed assertion, with one line for each
 * event and each step without events, in the order of dependencies.
 */
final class RunReport {

	private static final int MAX_VALUE_LENGTH = 500;

	private static final int MAX_EVENTS_OF_STEP = 10;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

	private final RunResult run;

	private final StringBuilder report = new StringBuilder();

	private final int idWidth;

	private final @Nullable Instant start;

	private boolean first = true;

	private RunReport(RunResult run) {
		this.run = run;
		this.idWidth = run.steps().stream().mapToInt((step) -> step.id().length()).max().orElse(0);
		this.start = run.steps()
			.stream()
			.flatMap((step) -> step.events().stream())
			.map(RecordedEvent::timestamp)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	static String of(RunResult run) {
		return new RunReport(run).write();
	}

	static @Nullable String firstFailed(RunResult run) {
		return run.steps()
			.stream()
			.filter((step) -> step.status() == StepStatus.FAILED)
			.map(StepResult::id)
			.findFirst()
			.orElse(null);
	}

	static List<String> running(RunResult run) {
		return run.steps().stream().filter((step) -> step.status() == StepStatus.RUNNING).map(StepResult::id).toList();
	}

	private String write() {
		this.run.steps().forEach(this::step);
		this.run.warnings().forEach((warning) -> this.report.append("\n  ").append(warning).append('\n'));
		return this.report.toString();
	}

	private void step(StepResult step) {
		if (step.events().isEmpty()) {
			line(step, "", cut((step.message() != null) ? step.message() : "not recorded"));
			return;
		}
		step.events().stream().limit(MAX_EVENTS_OF_STEP).forEach((event) -> line(step, time(event), cut(data(event))));
		if (step.events().size() > MAX_EVENTS_OF_STEP) {
			line(step, "", "and " + (step.events().size() - MAX_EVENTS_OF_STEP) + " more events");
		}
		if (step.message() != null) {
			this.report.append(" ".repeat(11)).append(cut(step.message())).append('\n');
		}
	}

	private void line(StepResult step, String time, String text) {
		String status = (step.status() == StepStatus.FAILED) ? "FAILED" : step.status().label();
		this.report
			.append(("  %-8s %-" + Math.max(1, this.idWidth) + "s  %-14s  %s").formatted(status, step.id(), time, text)
				.stripTrailing())
			.append('\n');
	}

	private String time(RecordedEvent event) {
		Instant start = this.start;
		if (start == null || this.first) {
			this.first = false;
			return TIME.format(event.timestamp().atZone(ZoneId.systemDefault()));
		}
		return "+" + millis(Duration.between(start, event.timestamp())) + " ms";
	}

	private static String millis(Duration since) {
		return String.format(Locale.ROOT, "%.1f", since.toNanos() / 1e6);
	}

	private static String data(RecordedEvent event) {
		return JsonMapper.shared().writeValueAsString(event.data());
	}

	private static String cut(String value) {
		String line = value.replaceAll("\\R", " ");
		return (line.length() <= MAX_VALUE_LENGTH) ? line : line.substring(0, MAX_VALUE_LENGTH) + "…";
	}

}
