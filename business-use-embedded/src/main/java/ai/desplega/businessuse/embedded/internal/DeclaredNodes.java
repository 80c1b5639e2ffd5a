package ai.desplega.businessuse.embedded.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ai.desplega.businessuse.embedded.evaluation.Expression;
import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.RunSnapshot;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of declared steps to the nodes that a run is evaluated with.
 */
final class DeclaredNodes {

	private DeclaredNodes() {
	}

	/**
	 * Return the declared nodes of a flow and those of events. As in the backend, an
	 * event defines its node anew.
	 */
	static List<NodeDefinition> with(@Nullable FlowDefinition flow, List<StoredEvent> events) {
		Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
		if (flow != null) {
			flow.steps().forEach((step) -> nodes.put(step.id(), node(step)));
		}
		RunSnapshot.nodesOf(events).forEach((node) -> nodes.put(node.id(), node));
		return new ArrayList<>(nodes.values());
	}

	private static NodeDefinition node(StepDefinition step) {
		Duration timeout = step.timeout();
		return new NodeDefinition(step.id(), step.type().name().toLowerCase(Locale.ROOT), step.description(),
				step.depIds(), expression(step.filter()), expression(step.validator()),
				(timeout != null) ? List.of(timeout.toMillis()) : List.of());
	}

	private static @Nullable Expression expression(@Nullable Expr expr) {
		return (expr != null) ? new Expression(expr.engine().name().toLowerCase(Locale.ROOT), expr.script()) : null;
	}

	static boolean isOptional(@Nullable FlowDefinition flow, String id) {
		StepDefinition step = (flow != null) ? flow.step(id) : null;
		return step != null && step.optional();
	}

}
