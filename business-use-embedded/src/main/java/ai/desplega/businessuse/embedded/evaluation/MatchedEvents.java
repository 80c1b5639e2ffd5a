package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of a run that count, by their node, earliest first.
 */
final class MatchedEvents {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, List<StoredEvent>> byNode = new LinkedHashMap<>();

	private final Map<String, String> filterProblems = new LinkedHashMap<>();

	/**
	 * Match events to nodes.
	 * @param ordered the nodes, each after all that it depends on
	 * @param events the events, earliest first
	 * @param scripts run the filters
	 */
	MatchedEvents(List<Node> ordered, List<StoredEvent> events, Scripts scripts) {
		for (Node node : ordered) {
			String ctx = (node.filter() != null) ? ctx(upstreamOf(node)) : "";
			List<StoredEvent> matched = events.stream()
				.filter((event) -> event.nodeId().equals(node.id()) && passes(node, event, ctx, scripts))
				.toList();
			this.byNode.put(node.id(), matched);
		}
	}

	private boolean passes(Node node, StoredEvent event, String ctx, Scripts scripts) {
		if (node.filter() == null) {
			return true;
		}
		Scripts.Result result = scripts.run(node.filter(), event.data(), ctx);
		if (result.problem() != null) {
			this.filterProblems.put(node.id(), result.problem());
		}
		return result.passed();
	}

	List<StoredEvent> of(Node node) {
		return this.byNode.getOrDefault(node.id(), List.of());
	}

	List<StoredEvent> all() {
		return this.byNode.values().stream().flatMap(List::stream).toList();
	}

	/**
	 * The events of what a node depends on, in the order of its dependencies.
	 */
	List<StoredEvent> upstreamOf(Node node) {
		List<StoredEvent> upstream = new ArrayList<>();
		node.depIds().stream().distinct().forEach((dep) -> upstream.addAll(this.byNode.getOrDefault(dep, List.of())));
		return upstream;
	}

	@Nullable String filterProblemOf(Node node) {
		return this.filterProblems.get(node.id());
	}

	/**
	 * What a script sees as {@code ctx}.
	 */
	static String ctx(List<StoredEvent> upstream) {
		List<Dep> deps = upstream.stream().map((event) -> new Dep(event.flow(), event.nodeId(), event.data())).toList();
		return JSON.writeValueAsString(new Ctx(deps, (deps.size() == 1) ? deps.get(0).data() : null));
	}

	private record Ctx(List<Dep> deps, @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String data) {

	}

	private record Dep(String flow, String id, @JsonRawValue String data) {

	}

}
