package ai.desplega.businessuse.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ai.desplega.businessuse.internal.InvalidFlowException;
import ai.desplega.businessuse.internal.SimilarNames;
import org.jspecify.annotations.Nullable;

/**
 * Declaration of a flow: its steps with their dependencies, timeouts and rules. A step
 * supplies the values that its events omit. <pre>{@code
 * static final FlowDefinition CHECKOUT = FlowDefinition.builder("checkout")
 *     .act("cart_created")
 *     .act("item_added", step -> step.depIds("cart_created"))
 *     .assertion("order_confirmed", step -> step.depIds("item_added")
 *         .validator((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price")))
 *     .build();
 * }</pre>
 * <p>
 * Pass the definition to {@code BusinessUseClient.builder().flow(CHECKOUT)}; with Spring,
 * declare it as a bean. Immutable and thread-safe; has no reference to a client.
 * <p>
 * Not final, because aspects of an application may create a subclass proxy of a bean.
 */
public class FlowDefinition {

	private final String flow;

	private final Map<String, StepDefinition> steps;

	/**
	 * Steps, each after its dependencies.
	 */
	private final List<StepDefinition> sorted;

	FlowDefinition(String flow, Map<String, StepDefinition> steps) {
		this.flow = flow;
		this.steps = steps;
		this.sorted = StepOrder.of(flow, steps);
	}

	/**
	 * Create a builder for a flow.
	 * @param flow the name of the flow, such as {@code checkout}
	 * @return a builder
	 * @throws IllegalArgumentException if the name is blank
	 */
	public static Builder builder(String flow) {
		return new Builder(flow);
	}

	/**
	 * {@return the name of the flow}
	 */
	public String flow() {
		return this.flow;
	}

	/**
	 * {@return the steps of the flow, in the order of declaration}
	 */
	public List<StepDefinition> steps() {
		return List.copyOf(this.steps.values());
	}

	/**
	 * Return one step.
	 * @param id its name
	 * @return the step, or {@code null} if the flow declares no such step
	 */
	public @Nullable StepDefinition step(String id) {
		return this.steps.get(id);
	}

	/**
	 * Create a run of this flow. This definition supplies the defaults of its events,
	 * even if it is not registered with the client.
	 * @param runId the id that all events of the run share; see {@link FlowRun#of}
	 * @return the run
	 */
	public FlowRun run(@Nullable Object runId) {
		return FlowRun.of(this.flow, runId, this);
	}

	/**
	 * Return the union of two declarations of one flow, for modules or services that each
	 * declare a part of the flow. The other definition supplies the values that a step of
	 * this definition omits; if both define a value, the value of this definition
	 * applies.
	 * @param other a definition of the same flow
	 * @return a definition with the steps of both, starting with the steps of this
	 * definition
	 * @throws IllegalArgumentException if the other definition declares another flow, or
	 * the union has a cycle
	 */
	public FlowDefinition merge(FlowDefinition other) {
		if (!this.flow.equals(other.flow())) {
			throw new InvalidFlowException("A definition of flow '%s' can't be merged with one of flow '%s'"
				.formatted(this.flow, other.flow()));
		}
		Map<String, StepDefinition> merged = new LinkedHashMap<>(this.steps);
		other.steps().forEach((step) -> merged.merge(step.id(), step, StepDefinition::merge));
		return new FlowDefinition(this.flow, merged);
	}

	/**
	 * Return the steps without which a run can pass by the rules of release 0.7.0 of the
	 * backend. Optional steps are not included, and the dependencies to which a script
	 * refers are unknown.
	 * @return the id of each such step with the reason, in the order of declaration
	 */
	public Map<String, String> unnoticedSteps() {
		UnnoticedSteps search = new UnnoticedSteps(this.sorted);
		Map<String, String> unnoticed = new LinkedHashMap<>();
		for (StepDefinition step : this.steps.values()) {
			String reason = step.optional() ? null : search.reason(step);
			if (reason != null) {
				unnoticed.put(step.id(), reason);
			}
		}
		return unnoticed;
	}

	/**
	 * Return the problems of declared rules. A lambda that can't be translated is a
	 * problem, because the events of its step are dropped. A rule that refers to a step
	 * that is not a dependency of its own step is also a problem.
	 * @return a sentence for each problem; empty if there is none
	 */
	public List<String> problems() {
		return this.steps.values().stream().flatMap((step) -> step.problems(this.flow)).toList();
	}

	/**
	 * Return the flow as a Mermaid flowchart, with types, timeouts and rules. The string
	 * does not depend on the order in which the steps are declared.
	 * @return a diagram that starts with {@code flowchart TD}
	 */
	public String toMermaid() {
		return Mermaid.of(this);
	}

	@Override
	public String toString() {
		return this.flow + this.steps.keySet();
	}

	/**
	 * Builder of a flow. Not thread-safe.
	 */
	public static final class Builder {

		private final String flow;

		private final Map<String, StepDefinition> steps = new LinkedHashMap<>();

		private Builder(String flow) {
			this.flow = required(flow, "The name of a flow must not be blank");
		}

		/**
		 * Declare an act without dependencies.
		 * @param id the name of the step
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank or already declared
		 */
		public Builder act(String id) {
			return act(id, (step) -> {
			});
		}

		/**
		 * Declare an act.
		 * @param id the name of the step
		 * @param step describes the step
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank or already declared, or
		 * the step has a validator
		 */
		public Builder act(String id, Consumer<StepDefinition.Builder> step) {
			return step(id, EventType.ACT, step);
		}

		/**
		 * Declare an assertion.
		 * @param id the name of the step
		 * @param step describes the step; must set a validator
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank or already declared, or
		 * the step has no validator
		 */
		public Builder assertion(String id, Consumer<StepDefinition.Builder> step) {
			return step(id, EventType.ASSERT, step);
		}

		private Builder step(String id, EventType type, Consumer<StepDefinition.Builder> step) {
			required(id, "Flow '" + this.flow + "' has a step without a name");
			StepDefinition.Builder builder = new StepDefinition.Builder(id, type);
			if (step != null) {
				step.accept(builder);
			}
			if (this.steps.put(id, builder.build()) != null) {
				throw new InvalidFlowException("Flow '" + this.flow + "' declares step '" + id
						+ "' twice: remove one, or name them differently");
			}
			return this;
		}

		/**
		 * Build the definition.
		 * @return the definition
		 * @throws IllegalArgumentException if there is no step, a dependency that the
		 * flow doesn't declare, or a cycle. A rule that can't be translated does not
		 * cause an exception: see {@link StepDefinition#validator()}
		 */
		public FlowDefinition build() {
			if (this.steps.isEmpty()) {
				throw new InvalidFlowException("Flow '" + this.flow + "' has no step: add act(...) or assertion(...)");
			}
			this.steps.values().forEach(this::requireDependencies);
			return new FlowDefinition(this.flow, new LinkedHashMap<>(this.steps));
		}

		private void requireDependencies(StepDefinition step) {
			for (String depId : step.depIds()) {
				required(depId,
						"Step '%s' of flow '%s' has a dependency without a name".formatted(step.id(), this.flow));
				if (!this.steps.containsKey(depId)) {
					throw new InvalidFlowException(
							"Step '%s' of flow '%s' depends on '%s', which the flow does not declare%s".formatted(
									step.id(), this.flow, depId, SimilarNames.suggestion(depId, this.steps.keySet())));
				}
			}
		}

		private static String required(@Nullable String name, String message) {
			if (name == null || name.isBlank()) {
				throw new InvalidFlowException(message);
			}
			return name;
		}

	}

}
