package ai.desplega.businessuse.embedded.test;

import java.util.List;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.StepResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Page that shows runs: one file without scripts.
 */
final class RunPage {

	private static final String STYLE = """
			body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #1c2430 }
			table { border-collapse: collapse; margin-bottom: 2em }
			td, th { text-align: left; vertical-align: top; padding: .3em .8em; border-bottom: 1px solid #d5dae1 }
			pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
			.passed { color: #1a7f37 } .failed { color: #b42318; font-weight: 600 }
			.running { color: #8a5a00 } .skipped { color: #5b6675 }
			""";

	private final StringBuilder html = new StringBuilder();

	private RunPage() {
	}

	static String of(String test, List<RunResult> runs) {
		return new RunPage().write(test, runs);
	}

	private String write(String test, List<RunResult> runs) {
		this.html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
			.append(escape(test))
			.append("</title>\n<style>\n")
			.append(STYLE)
			.append("</style>\n</head>\n<body>\n<h1>")
			.append(escape(test))
			.append("</h1>\n");
		runs.forEach(this::run);
		return this.html.append("</body>\n</html>\n").toString();
	}

	private void run(RunResult run) {
		this.html.append("<h2>Run ")
			.append(escape(run.runId()))
			.append(" of flow ")
			.append(escape(run.flow()))
			.append(": ")
			.append(status(run.status().label()))
			.append("</h2>\n");
		run.errors().forEach((error) -> this.html.append("<p>").append(escape(error)).append("</p>\n"));
		run.warnings().forEach((warning) -> this.html.append("<p>").append(escape(warning)).append("</p>\n"));
		this.html.append("<table>\n<tr><th>Status<th>Step<th>After<th>Time<th>Data<th>Message</tr>\n");
		run.steps().forEach(this::step);
		this.html.append("</table>\n");
	}

	private void step(StepResult step) {
		if (step.events().isEmpty()) {
			row(step, "", "", step.message());
			return;
		}
		String message = step.message();
		for (RecordedEvent event : step.events()) {
			row(step, event.timestamp().toString(), data(event), message);
			message = null;
		}
	}

	private static String data(RecordedEvent event) {
		return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(event.data());
	}

	private void row(StepResult step, String time, String data, @Nullable String message) {
		this.html.append("<tr><td>")
			.append(status(step.status().label()))
			.append("<td>")
			.append(escape(step.id()))
			.append("<td>")
			.append(escape(String.join(", ", step.depIds())))
			.append("<td>")
			.append(escape(time))
			.append("<td><pre>")
			.append(escape(data))
			.append("</pre><td>")
			.append(escape((message != null) ? message : ""))
			.append("</tr>\n");
	}

	private static String status(String label) {
		return "<span class=\"" + label + "\">" + label + "</span>";
	}

	private static String escape(String string) {
		return string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
