package ai.desplega.businessuse.internal.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Declared flows of a client. The definition of each flow is the union of all added
 * definitions. Thread-safe; reading takes no lock.
 * <p>
 * Not final, because aspects of an application may create a subclass proxy of a bean.
 */
public class FlowRegistry {

	private final Map<String, FlowDefinition> flows = new ConcurrentHashMap<>();

	/**
	 * First flow that declared each step, by the id of the step.
	 */
	private final Map<String, String> flowsOfSteps = new ConcurrentHashMap<>();

	private final Set<FlowDefinition> definitions = ConcurrentHashMap.newKeySet();

	private final Set<String> complete = ConcurrentHashMap.newKeySet();

	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	/**
	 * Add a definition, which declares all steps of its flow that the application
	 * records. If it contradicts a definition that was added earlier, the earlier
	 * definition applies. Adding a definition again has no effect.
	 * @return a sentence for each contradiction
	 */
	public List<String> add(FlowDefinition definition) {
		this.complete.add(definition.flow());
		return this.definitions.add(definition) ? addSteps(definition) : List.of();
	}

	/**
	 * Add some steps of a flow, such as the steps of annotations. The application may
	 * record further steps.
	 * @return a sentence for each contradiction
	 */
	public List<String> addSteps(FlowDefinition definition) {
		FlowDefinition known = flow(definition.flow());
		List<String> contradictions = contradictions(definition, known);
		try {
			this.flows.merge(definition.flow(), definition, FlowDefinition::merge);
		}
		catch (IllegalArgumentException ex) {
			contradictions.add(String.valueOf(ex.getMessage()));
		}
		this.changed.add(definition.flow());
		return contradictions;
	}

	private List<String> contradictions(FlowDefinition definition, @Nullable FlowDefinition known) {
		List<String> contradictions = new ArrayList<>();
		for (StepDefinition step : definition.steps()) {
			StepDefinition before = (known != null) ? known.step(step.id()) : null;
			if (before != null && contradicts(step, before)) {
				contradictions.add("Step '%s' of flow '%s' is declared as %s and as %s; the first declaration counts"
					.formatted(step.id(), definition.flow(), describe(before), describe(step)));
			}
			String other = this.flowsOfSteps.putIfAbsent(step.id(), definition.flow());
			if (other != null && !other.equals(definition.flow())) {
				contradictions
					.add("Step '%s' is declared in flows '%s' and '%s', but the backend knows a step in one flow only:"
						.formatted(step.id(), other, definition.flow()) + " rename one");
			}
		}
		return contradictions;
	}

	/**
	 * Return {@code true} if two declarations of a step contradict each other. A step
	 * that is only named, such as a step of another service, never contradicts.
	 */
	private static boolean contradicts(StepDefinition step, StepDefinition before) {
		if (isBare(step) || isBare(before)) {
			return false;
		}
		return step.type() != before.type() || differ(step.timeout(), before.timeout())
				|| !step.depIds().isEmpty() && !before.depIds().isEmpty() && !step.depIds().equals(before.depIds());
	}

	private static boolean isBare(StepDefinition step) {
		return step.type() == EventType.ACT && step.depIds().isEmpty() && step.timeout() == null;
	}

	private static boolean differ(@Nullable Duration timeout, @Nullable Duration before) {
		return timeout != null && before != null && !timeout.equals(before);
	}

	private static String describe(StepDefinition step) {
		String timeout = (step.timeout() != null) ? " within " + step.timeout().toMillis() + " ms" : "";
		return step.type().name().toLowerCase(Locale.ROOT) + " after " + step.depIds() + timeout;
	}

	public boolean isEmpty() {
		return this.flows.isEmpty();
	}

	/**
	 * Return the union of all definitions of a flow, or {@code null} if there is none.
	 */
	public @Nullable FlowDefinition flow(String name) {
		return this.flows.get(name);
	}

	/**
	 * Return the definition of a flow whose steps are all declared, or {@code null} if
	 * the flow may have further steps.
	 */
	public @Nullable FlowDefinition completeFlow(String name) {
		return this.complete.contains(name) ? flow(name) : null;
	}

	/**
	 * Return warnings about the flows that were added since the last call of this method,
	 * in the order of their names.
	 */
	public List<String> takeWarnings() {
		List<String> names = this.changed.stream().sorted().toList();
		names.forEach(this.changed::remove);
		return names.stream()
			.map(this::flow)
			.filter(Objects::nonNull)
			.flatMap((flow) -> FlowWarnings.of(flow).stream())
			.toList();
	}

	public Collection<FlowDefinition> flows() {
		return List.copyOf(this.flows.values());
	}

}
