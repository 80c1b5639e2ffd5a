package ai.desplega.businessuse.embedded.internal;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.SimilarNames;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declared flows, with a warning for runs of undeclared flows. Thread-safe.
 */
final class DeclaredFlows {

	private static final Logger logger = LoggerFactory.getLogger(RecordedRuns.class);

	private final Set<String> undeclared = ConcurrentHashMap.newKeySet();

	private final Supplier<FlowRegistry> registry;

	DeclaredFlows(Supplier<FlowRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Return the definition of the flow of a run. The first run of an undeclared flow
	 * logs a warning.
	 * @return the definition, or {@code null} if the flow is not declared
	 */
	@Nullable FlowDefinition definition(FlowRun run) {
		FlowDefinition registered = this.registry.get().flow(run.flow());
		FlowDefinition declared = (registered != null) ? registered : run.definition();
		if (declared == null && this.undeclared.add(run.flow())) {
			logger.warn(
					"Flow '{}' is not declared, so steps that its run did not record are unknown and their "
							+ "absence can't be detected; declare the flow with a FlowDefinition{}",
					run.flow(), suggestion(run, names()));
		}
		return declared;
	}

	Collection<FlowDefinition> all() {
		return this.registry.get().flows();
	}

	Set<String> names() {
		return all().stream().map(FlowDefinition::flow).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return a suggestion of a similar flow for an unknown flow.
	 * @return the suggestion, or an empty string if the flow of the run is known or no
	 * known flow is similar
	 */
	static String suggestion(FlowRun run, Set<String> known) {
		return known.contains(run.flow()) ? "" : SimilarNames.suggestion(run.flow(), known);
	}

}
