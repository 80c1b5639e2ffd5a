package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events of a run that passed the filter of their node, grouped by node, earliest first.
 */
final class MatchedEvents {

	private final Map<String, List<StoredEvent>> byNode = new LinkedHashMap<>();

	private final Map<String, Upstream> upstreams = new HashMap<>();

	/**
	 * Match events to nodes.
	 * @param ordered the nodes, each after its dependencies
	 * @param events the events, earliest first
	 * @param rules evaluates the filters
	 */
	MatchedEvents(List<NodeDefinition> ordered, List<StoredEvent> events, Rules rules) {
		Map<String, List<StoredEvent>> candidates = new HashMap<>();
		events.forEach((event) -> candidates.computeIfAbsent(event.nodeId(), (id) -> new ArrayList<>()).add(event));
		for (NodeDefinition node : ordered) {
			Upstream upstream = new Upstream(node.depIds()
				.stream()
				.flatMap((dep) -> this.byNode.getOrDefault(dep, List.of()).stream())
				.toList());
			this.upstreams.put(node.id(), upstream);
			this.byNode.put(node.id(),
					candidates.getOrDefault(node.id(), List.of())
						.stream()
						.filter((event) -> matches(node, event, upstream, rules))
						.toList());
		}
	}

	private static boolean matches(NodeDefinition node, StoredEvent event, Upstream upstream, Rules rules) {
		return node.filter() == null || rules.run(RuleResult.Kind.FILTER, node.filter(), event, upstream).isTrue();
	}

	List<StoredEvent> of(NodeDefinition node) {
		return this.byNode.getOrDefault(node.id(), List.of());
	}

	List<StoredEvent> all() {
		return this.byNode.values().stream().flatMap(List::stream).toList();
	}

	Upstream upstreamOf(NodeDefinition node) {
		return Objects.requireNonNull(this.upstreams.get(node.id()));
	}

}
