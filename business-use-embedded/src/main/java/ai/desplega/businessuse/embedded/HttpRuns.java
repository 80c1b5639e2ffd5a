package ai.desplega.businessuse.embedded;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.RunResult;
import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.flow.StepResult;
import ai.desplega.businessuse.flow.StepStatus;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates runs in a real backend.
 */
final class HttpRuns implements BusinessRuns {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int EVENTS_OF_PAGE = 100;

	private static final int MAX_PAGES = 100;

	private final FlowRegistry flows = new FlowRegistry();

	private final BackendRequests backend;

	HttpRuns(BackendRequests backend, Collection<FlowDefinition> flows) {
		this.backend = backend;
		flows.forEach(this.flows::add);
	}

	@Override
	public RunResult evaluate(FlowRun run) {
		RunKey key = RunKey.of(run);
		JsonNode evaluation = this.backend.evaluate(key);
		FlowDefinition registered = this.flows.flow(run.flow());
		FlowDefinition declared = (registered != null) ? registered : run.definition();
		List<StepResult> steps = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		Set<String> known = new HashSet<>();
		Map<String, RecordedEvent> events = events(run.flow(), evaluation.path("ev_ids"));
		for (JsonNode node : evaluation.path("exec_info")) {
			known.add(node.path("node_id").asString(""));
			steps.add(step(node, events, declared));
		}
		if (declared != null) {
			declared.steps().stream().filter((step) -> !known.contains(step.id())).forEach((step) -> {
				steps.add(unknown(step));
				if (!step.optional()) {
					warnings.add("the backend doesn't know the declared step '" + step.id()
							+ "': no event of any run has named it");
				}
			});
		}
		return RunResult.builder(run.flow(), run.runId(), status(RunStatus.class, evaluation))
			.steps(steps)
			.warnings(warnings)
			.evaluatedAt(Instant.now())
			.build();
	}

	@Override
	public RunResult evaluateAfterTimeouts(FlowRun run) {
		throw new UnsupportedOperationException("The clock of a real backend can't be set: wait for the timeout with"
				+ " await(Duration), or use the embedded backend");
	}

	private static StepResult step(JsonNode node, Map<String, RecordedEvent> events,
			@Nullable FlowDefinition declared) {
		String id = node.path("node_id").asString("");
		StepDefinition definition = (declared != null) ? declared.step(id) : null;
		List<RecordedEvent> ofStep = new ArrayList<>();
		node.path("ev_ids").forEach((event) -> {
			RecordedEvent recorded = events.get(event.asString(""));
			if (recorded != null) {
				ofStep.add(recorded);
			}
		});
		StepStatus status = status(StepStatus.class, node);
		return StepResult.builder(id, status)
			.type(type(definition, ofStep))
			.message((status != StepStatus.PASSED) ? message(node) : null)
			.declared(definition != null)
			.missing(definition != null && !definition.optional() && node.path("ev_ids").isEmpty())
			.depIds(strings(node.path("dep_node_ids")))
			.events(ofStep)
			.build();
	}

	private static EventType type(@Nullable StepDefinition definition, List<RecordedEvent> events) {
		if (definition != null) {
			return definition.type();
		}
		return events.isEmpty() ? EventType.ACT : events.get(0).type();
	}

	private static StepResult unknown(StepDefinition step) {
		return StepResult.builder(step.id(), StepStatus.SKIPPED)
			.type(step.type())
			.message("not recorded; the backend doesn't know it")
			.declared(true)
			.missing(!step.optional())
			.depIds(step.depIds())
			.build();
	}

	private static @Nullable String message(JsonNode node) {
		String error = node.path("error").asString("");
		String message = node.path("message").asString("");
		if (error.isEmpty() || error.equals(message)) {
			return message.isEmpty() ? null : message;
		}
		return message.isEmpty() ? error : message + ": " + error;
	}

	private static <T extends Enum<T>> T status(Class<T> type, JsonNode node) {
		String status = node.path("status").asString("");
		for (T constant : type.getEnumConstants()) {
			if (constant.name().toLowerCase(Locale.ROOT).equals(status)) {
				return constant;
			}
		}
		throw new IllegalStateException("The backend returned the unknown status '" + status + "'");
	}

	private static List<String> strings(JsonNode array) {
		List<String> strings = new ArrayList<>();
		array.forEach((element) -> strings.add(element.asString("")));
		return strings;
	}

	/**
	 * Return events by id, searched among the latest 10,000 events of the flow, because
	 * the backend has no request for the events of one run.
	 */
	private Map<String, RecordedEvent> events(String flow, JsonNode ids) {
		Set<String> wanted = new HashSet<>(strings(ids));
		Map<String, RecordedEvent> events = new HashMap<>();
		for (int page = 0; page < MAX_PAGES && events.size() < wanted.size(); page++) {
			JsonNode stored = this.backend.get("/v1/events?flow=" + URLEncoder.encode(flow, StandardCharsets.UTF_8)
					+ "&limit=" + EVENTS_OF_PAGE + "&offset=" + page * EVENTS_OF_PAGE);
			for (JsonNode event : stored) {
				String id = event.path("id").asString("");
				if (wanted.contains(id)) {
					events.put(id, event(event));
				}
			}
			if (stored.size() < EVENTS_OF_PAGE) {
				break;
			}
		}
		return events;
	}

	private static RecordedEvent event(JsonNode stored) {
		ObjectNode event = JSON.createObjectNode();
		event.set("id", stored.path("node_id"));
		for (String name : List.of("flow", "run_id", "type", "ts", "data")) {
			event.set(name, stored.path(name));
		}
		return RecordedEvent.of(JSON.writeValueAsString(event));
	}

	static BusinessRuns of(URI url, String apiKey, FlowDefinition... flows) {
		return new HttpRuns(new BackendRequests(url, apiKey), List.of(flows));
	}

}
