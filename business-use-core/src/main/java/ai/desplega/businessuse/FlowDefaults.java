package ai.desplega.businessuse;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.SimilarNames;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Completes events from the declarations of their steps, and reports names that a
 * declared flow does not contain. Thread-safe.
 */
final class FlowDefaults {

	private static final int MAX_REPORTED = 256;

	private FlowRegistry flows;

	private final Logger logger;

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	FlowDefaults(FlowRegistry flows, Logger logger) {
		this.flows = flows;
		this.logger = logger;
	}

	void use(FlowRegistry flows) {
		this.flows = flows;
	}

	/**
	 * Apply the defaults of the event's step, if there is one.
	 * @throws InvalidEventException if the event uses a rule that can't be translated
	 */
	void applyTo(BusinessEvent.Builder event) {
		String flow = event.flow;
		String id = event.id;
		if (flow == null || id == null || event.definition == null && this.flows.isEmpty()) {
			return;
		}
		FlowDefinition own = own(event);
		StepDefinition step = step(event);
		if (step != null) {
			apply(step, event);
		}
		FlowDefinition complete = this.flows.completeFlow(flow);
		FlowDefinition declared = (complete != null) ? complete : own;
		if (declared != null) {
			check(declared, step, id, event.depIds);
		}
		if (complete == null && own != null) {
			report(flow,
					() -> "Flow '" + flow + "' is not registered, so tests and console do not know it: pass its "
							+ "FlowDefinition to the client's builder, or declare it as a bean (in a test "
							+ "slice: @Import its configuration)");
		}
	}

	/**
	 * Apply the defaults to an event that customizers have changed. If they have assigned
	 * it to another declared step, the defaults of that step replace those of its
	 * original step.
	 * @throws InvalidEventException if the event uses a rule that can't be translated
	 */
	void applyToCustomized(BusinessEvent.Builder event, BusinessEvent.Builder customized) {
		if (customized == event) {
			return;
		}
		customized.definition = event.definition;
		StepDefinition before = step(event);
		StepDefinition after = step(customized);
		if (before != null && after != null && before != after) {
			remove(before, customized);
		}
		applyTo(customized);
	}

	private @Nullable StepDefinition step(BusinessEvent.Builder event) {
		if (event.flow == null || event.id == null) {
			return null;
		}
		FlowDefinition own = own(event);
		StepDefinition step = (own != null) ? own.step(event.id) : null;
		FlowDefinition registered = (step == null) ? this.flows.flow(event.flow) : null;
		return (registered != null) ? registered.step(event.id) : step;
	}

	private static @Nullable FlowDefinition own(BusinessEvent.Builder event) {
		FlowDefinition carried = event.definition;
		return (carried != null && carried.flow().equals(event.flow)) ? carried : null;
	}

	/**
	 * Remove the values of a step, which are recognized by identity.
	 */
	@SuppressWarnings("ReferenceEquality")
	private static void remove(StepDefinition step, BusinessEvent.Builder event) {
		if (event.depIds == step.depIds()) {
			event.depIds = List.of();
		}
		if (event.timeout == step.timeout()) {
			event.timeout = null;
		}
		if (isSame(event.validator, step::validator)) {
			event.validator = null;
		}
		if (isSame(event.filter, step::filter)) {
			event.filter = null;
		}
		if (event.description == step.description()) {
			event.description = null;
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean isSame(@Nullable Expr rule, Supplier<@Nullable Expr> declared) {
		try {
			return rule != null && rule == declared.get();
		}
		catch (IllegalArgumentException ex) {
			return false; // it can't be translated
		}
	}

	/**
	 * Report rules that refer to steps on which the event doesn't depend: they never
	 * receive an event of those steps.
	 */
	void checkRules(BusinessEvent.Builder event) {
		if (event.ruleDependencies != RuleDependencies.NONE) {
			checkRule("validator", event.ruleDependencies.validator(), event);
			checkRule("filter", event.ruleDependencies.filter(), event);
		}
	}

	private void checkRule(String rule, Set<String> dependencies, BusinessEvent.Builder event) {
		for (String id : dependencies) {
			if (!event.depIds.contains(id)) {
				report(event.flow + '/' + event.id + '/' + rule + '/' + id,
						() -> "Event '" + event.id + "' (flow '" + event.flow + "'): the " + rule
								+ " refers to ctx.deps(\"" + id + "\"), which is not among its depIds " + event.depIds
								+ SimilarNames.suggestion(id, event.depIds.stream().filter(Objects::nonNull).toList()));
			}
		}
	}

	private static void apply(StepDefinition step, BusinessEvent.Builder event) {
		event.declaredStep = leavesAllToStep(event) ? step : null;
		if (event.depIds.isEmpty()) {
			event.depIds = step.depIds();
		}
		if (event.timeout == null) {
			event.timeout = step.timeout();
		}
		event.validator = rule(event.validator, step::validator);
		event.filter = rule(event.filter, step::filter);
		if (isEmpty(event.description)) {
			event.description = step.description();
		}
	}

	private static boolean leavesAllToStep(BusinessEvent.Builder event) {
		return event.depIds.isEmpty() && event.timeout == null && event.validator == null && event.filter == null
				&& isEmpty(event.description);
	}

	private static boolean isEmpty(@Nullable String description) {
		return description == null || description.isEmpty();
	}

	private static @Nullable Expr rule(@Nullable Expr own, Supplier<@Nullable Expr> declared) {
		try {
			return (own != null) ? own : declared.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEventException(String.valueOf(ex.getMessage()));
		}
	}

	private void check(FlowDefinition flow, @Nullable StepDefinition step, String id, List<String> depIds) {
		if (step == null) {
			reportUndeclared(flow, id, "");
		}
		if (step != null && depIds == step.depIds()) {
			return;
		}
		for (String depId : depIds) {
			if (depId != null && flow.step(depId) == null) {
				reportUndeclared(flow, depId, ", a dependency of '" + id + "'");
			}
		}
	}

	private void reportUndeclared(FlowDefinition flow, String id, String role) {
		report(flow.flow() + '/' + id, () -> "Flow '" + flow.flow() + "' declares no step '" + id + "'" + role
				+ SimilarNames.suggestion(id, flow.steps().stream().map(StepDefinition::id).toList()));
	}

	/**
	 * Log a message, unless the topic was reported before. The message is created only if
	 * it is logged, because searching a flow for similar names takes time.
	 */
	private void report(String topic, Supplier<String> message) {
		if (this.reported.size() < MAX_REPORTED && this.reported.add(topic)) {
			this.logger.warn(ThrottledEventLogger.printable(message.get()));
		}
	}

}
