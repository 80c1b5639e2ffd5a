package ai.desplega.businessuse.embedded.store;

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
 * Conversion of declared steps to the nodes for the evaluation of a run.
 */
public final class DeclaredNodes {

	private DeclaredNodes() {
	}

	/**
	 * Return the declared nodes of a flow and the nodes of events. As in the backend, an
	 * event redefines its node.
	 * @param flow the declared flow, or {@code null} if there is none
	 * @param events the events in the order in which they were received
	 * @return the nodes
	 */
	public static List<NodeDefinition> with(@Nullable FlowDefinition flow, List<StoredEvent> events) {
		Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
		of(flow).forEach((node) -> nodes.put(node.id(), node));
		RunSnapshot.nodesOf(events).forEach((node) -> nodes.put(node.id(), node));
		return new ArrayList<>(nodes.values());
	}

	/**
	 * Return the declared nodes of a flow.
	 * @param flow the declared flow, or {@code null} if there is none
	 * @return the nodes in the order of declaration
	 */
	public static List<NodeDefinition> of(@Nullable FlowDefinition flow) {
		return (flow != null) ? flow.steps().stream().map(DeclaredNodes::node).toList() : List.of();
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

	/**
	 * Return whether a step may legitimately be absent.
	 * @param flow the declared flow, or {@code null} if there is none
	 * @param id the step
	 * @return {@code true} if the step is declared as optional
	 */
	public static boolean isOptional(@Nullable FlowDefinition flow, String id) {
		StepDefinition step = (flow != null) ? flow.step(id) : null;
		return step != null && step.optional();
	}

}
