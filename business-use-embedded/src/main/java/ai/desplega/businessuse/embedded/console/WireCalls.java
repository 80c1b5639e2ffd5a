package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.EventReader;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;

/**
 * Handlers for the HTTP API of the backend, for services in other processes. As in the
 * real backend, a malformed body is reported before a missing API key, and a missing API
 * key before an invalid event. Any API key that is not blank is accepted.
 */
final class WireCalls {

	private static final String KEY_HEADER = "X-Api-Key";

	private static final Map<String, String> HEALTH = Map.of("status", "ok", "version", "0.7.0");

	private final RequestBodies bodies = new RequestBodies();

	private final Backend backend;

	private final InstantSource clock;

	WireCalls(Backend backend, InstantSource clock) {
		this.backend = backend;
		this.clock = clock;
	}

	Map<String, Call> calls() {
		return Map.of("/health", Call.get((request) -> Response.ok(HEALTH)), "/v1/status", Call.get(this::status),
				"/v1/events-batch", Call.post(this::addEvents), "/v1/events", Call.get(this::events), "/v1/nodes",
				Call.get(this::nodes), "/v1/run-eval", Call.post(this::evaluate), "/v1/eval-outputs",
				Call.get(this::evaluations));
	}

	private Response status(HttpServletRequest request) {
		checkKey(request);
		return Response.ok(new SuccessResponse("ok", this.clock.instant()));
	}

	private Response addEvents(HttpServletRequest request) throws IOException {
		JsonNode body = this.bodies.read(request);
		checkKey(request);
		this.backend.add(EventReader.read(body));
		return Response.ok(new SuccessResponse("Ok", this.clock.instant()));
	}

	private Response events(HttpServletRequest request) {
		checkKey(request);
		Page page = Page.of(request);
		Predicate<StoredEvent> ofFlow = matching(request, "flow", StoredEvent::flow);
		Predicate<StoredEvent> ofNode = matching(request, "node_id", StoredEvent::nodeId);
		return Response.ok(this.backend.store()
			.events(ofFlow.and(ofNode), page.offset(), page.limit())
			.stream()
			.map(EventView::of)
			.toList());
	}

	private Response nodes(HttpServletRequest request) {
		checkKey(request);
		return Response.ok(this.backend.store().nodes().stream().map(NodeView::of).toList());
	}

	private Response evaluate(HttpServletRequest request) throws IOException {
		JsonNode body = this.bodies.read(request);
		checkKey(request);
		EvaluationRequest wanted = EvaluationRequest.of(body);
		return Response.ok(this.backend.evaluations().evaluateAndKeep(wanted.run(), wanted.startNodeId(), null));
	}

	private Response evaluations(HttpServletRequest request) {
		checkKey(request);
		Page page = Page.of(request);
		String[] names = request.getParameterValues("name");
		List<String> flows = (names != null) ? List.of(names) : List.of();
		String trigger = Call.parameter(request, "ev_id");
		return Response.ok(this.backend.evaluations()
			.outputs(
					(output) -> (flows.isEmpty() || flows.contains(output.flow()))
							&& (trigger.isEmpty() || trigger.equals(output.triggerEvId())),
					page.offset(), page.limit()));
	}

	/**
	 * Return a filter for a query parameter. If the parameter is absent or empty, the
	 * filter matches all events.
	 */
	private static Predicate<StoredEvent> matching(HttpServletRequest request, String name,
			Function<StoredEvent, String> field) {
		String wanted = Call.parameter(request, name);
		return (event) -> wanted.isEmpty() || wanted.equals(field.apply(event));
	}

	private static void checkKey(HttpServletRequest request) {
		String key = request.getHeader(KEY_HEADER);
		if (key == null) {
			throw new BackendException(HttpStatus.UNAUTHORIZED, KEY_HEADER + " header is missing");
		}
		if (key.isBlank()) {
			throw new BackendException(HttpStatus.FORBIDDEN, "Invalid API key");
		}
	}

}
