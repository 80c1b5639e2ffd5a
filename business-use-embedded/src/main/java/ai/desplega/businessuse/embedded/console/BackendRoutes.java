package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import ai.desplega.businessuse.embedded.store.BackgroundEvaluation;
import ai.desplega.businessuse.embedded.store.Evaluations;
import ai.desplega.businessuse.embedded.store.EventReader;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.store.IncomingEvent;
import ai.desplega.businessuse.embedded.store.InvalidRequestException;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * HTTP calls of the backend. As in the real one, a malformed body is reported before a
 * wrong key, and a wrong key before an invalid event.
 */
final class BackendRoutes {

	private static final Map<String, String> HEALTH = Map.of("status", "ok", "version", "0.7.0");

	private final RequestBodies bodies = new RequestBodies();

	private final ApiKeyCheck keys;

	private final EventStore store;

	private final Evaluations evaluations;

	private final BackgroundEvaluation background;

	private final InstantSource clock;

	BackendRoutes(ApiKeyCheck keys, EventStore store, Evaluations evaluations, BackgroundEvaluation background,
			InstantSource clock) {
		this.keys = keys;
		this.store = store;
		this.evaluations = evaluations;
		this.background = background;
		this.clock = clock;
	}

	RouterFunction<ServerResponse> routes() {
		RouterFunctions.Builder routes = RouterFunctions.route();
		call(routes, HttpMethod.GET, "/health", (request) -> ok(HEALTH));
		call(routes, HttpMethod.GET, "/v1/status", this::status);
		call(routes, HttpMethod.POST, "/v1/events-batch", this::addEvents);
		call(routes, HttpMethod.GET, "/v1/events", this::events);
		call(routes, HttpMethod.GET, "/v1/nodes", this::nodes);
		call(routes, HttpMethod.POST, "/v1/run-eval", this::evaluate);
		call(routes, HttpMethod.GET, "/v1/eval-outputs", this::evaluations);
		return routes.route(RequestPredicates.path("/v1/**"), (request) -> error(HttpStatus.NOT_FOUND, "Not Found"))
			.onError(FlowException.class,
					(ex, request) -> error(HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(ex.getMessage())))
			.onError(InvalidRequestException.class,
					(ex, request) -> answer(new BackendException(HttpStatus.UNPROCESSABLE_CONTENT,
							List.of(((InvalidRequestException) ex).error()))))
			.onError(BackendException.class, (ex, request) -> answer((BackendException) ex))
			.build();
	}

	private static void call(RouterFunctions.Builder routes, HttpMethod method, String path,
			HandlerFunction<ServerResponse> handler) {
		routes.route(RequestPredicates.method(method).and(RequestPredicates.path(path)), handler);
		routes.route(RequestPredicates.path(path),
				(request) -> ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
					.allow(method)
					.contentType(MediaType.APPLICATION_JSON)
					.body(new BackendException.Body("Method Not Allowed")));
	}

	private ServerResponse status(ServerRequest request) {
		this.keys.check(request);
		return ok(new SuccessResponse("ok", this.clock.instant()));
	}

	private ServerResponse addEvents(ServerRequest request) throws IOException {
		JsonNode body = this.bodies.read(request);
		this.keys.check(request);
		List<IncomingEvent> batch = EventReader.read(body);
		this.background.batchAdded(this.store.add(batch));
		return ok(new SuccessResponse("Ok", this.clock.instant()));
	}

	private ServerResponse events(ServerRequest request) {
		this.keys.check(request);
		Page page = Page.of(request);
		Predicate<StoredEvent> ofFlow = matching(request, "flow", StoredEvent::flow);
		Predicate<StoredEvent> ofNode = matching(request, "node_id", StoredEvent::nodeId);
		return ok(this.store.events(ofFlow.and(ofNode), page.offset(), page.limit())
			.stream()
			.map(EventView::of)
			.toList());
	}

	private ServerResponse nodes(ServerRequest request) {
		this.keys.check(request);
		return ok(this.store.nodes().stream().map(NodeView::of).toList());
	}

	private ServerResponse evaluate(ServerRequest request) throws IOException {
		JsonNode body = this.bodies.read(request);
		this.keys.check(request);
		EvaluationRequest wanted = EvaluationRequest.of(body);
		return ok(this.evaluations.evaluateAndKeep(wanted.run(), wanted.startNodeId(), null));
	}

	private ServerResponse evaluations(ServerRequest request) {
		this.keys.check(request);
		Page page = Page.of(request);
		List<String> flows = request.params().getOrDefault("name", List.of());
		String trigger = request.param("ev_id").orElse("");
		return ok(
				this.evaluations.outputs(
						(output) -> (flows.isEmpty() || flows.contains(output.flow()))
								&& (trigger.isEmpty() || trigger.equals(output.triggerEvId())),
						page.offset(), page.limit()));
	}

	/**
	 * Return a filter by a parameter; an absent or empty one matches all.
	 */
	private static Predicate<StoredEvent> matching(ServerRequest request, String name,
			Function<StoredEvent, String> field) {
		String wanted = request.param(name).orElse("");
		return (event) -> wanted.isEmpty() || wanted.equals(field.apply(event));
	}

	private static ServerResponse answer(BackendException ex) {
		return ServerResponse.status(ex.status()).contentType(MediaType.APPLICATION_JSON).body(ex.body());
	}

	private static ServerResponse error(HttpStatus status, String detail) {
		return answer(new BackendException(status, detail));
	}

	private static ServerResponse ok(Object body) {
		return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(body);
	}

}
