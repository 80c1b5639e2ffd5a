package ai.desplega.businessuse.embedded.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessUseClient;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Handlers for the calls of the page.
 */
final class PageCalls {

	private static final int MAX_RUNS = 200;

	private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(1);

	private final Runs runs;

	private final Supplier<@Nullable BusinessUseClient> client;

	PageCalls(Runs runs, Supplier<@Nullable BusinessUseClient> client) {
		this.runs = runs;
		this.client = client;
	}

	Map<String, Call> calls() {
		return Map.of("/api/runs", Call.get(this::runs), "/api/run", Call.get(this::run), "/api/run/evaluate",
				Call.post(this::evaluate), "/api/flow", Call.get(this::flow));
	}

	private Response runs(HttpServletRequest request) {
		BusinessUseClient recording = this.client.get();
		if (recording != null) {
			recording.flush(FLUSH_TIMEOUT);
		}
		return Response.ok(this.runs.latest(Call.parameter(request, "search"), Call.parameter(request, "flow"),
				Call.parameter(request, "status"), MAX_RUNS));
	}

	private Response run(HttpServletRequest request) {
		String flow = required(request, "flow");
		String runId = required(request, "runId");
		return found(this.runs.find(flow, runId), flow, runId);
	}

	private Response evaluate(HttpServletRequest request) {
		String flow = required(request, "flow");
		String runId = required(request, "runId");
		return found(this.runs.evaluate(flow, runId), flow, runId);
	}

	private Response flow(HttpServletRequest request) {
		String flow = required(request, "flow");
		List<RunDetails.Step> steps = this.runs.steps(flow);
		return steps.isEmpty() ? Response.error(HttpStatus.NOT_FOUND, "There is no flow '" + flow + "'")
				: Response.ok(RunDetails.ofFlow(flow, steps));
	}

	private static Response found(Optional<RunDetails> run, String flow, String runId) {
		return run.map(Response::ok)
			.orElseGet(() -> Response.error(HttpStatus.NOT_FOUND,
					"Run '" + runId + "' of flow '" + flow + "' doesn't exist, or was evicted"));
	}

	private static String required(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		if (value == null) {
			throw new BackendException(HttpStatus.BAD_REQUEST, "The parameter '" + name + "' is missing");
		}
		return value;
	}

}
