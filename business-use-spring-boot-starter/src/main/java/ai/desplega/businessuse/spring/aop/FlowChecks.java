package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.SimilarNames;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;

/**
 * Checks annotations against the declared flows, and converts them to flow definitions.
 */
final class FlowChecks {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final RuleResolver rules;

	private final FlowRegistry registry;

	private final boolean reportMissing;

	private final Map<String, FlowDefinition> definitions = new HashMap<>();

	/**
	 * Create the checks.
	 * @param registry the declared flows, without the steps of annotations
	 * @param reportMissing whether to log missing validators
	 */
	FlowChecks(RuleResolver rules, FlowRegistry registry, boolean reportMissing) {
		this.rules = rules;
		this.registry = registry;
		this.reportMissing = reportMissing;
		registry.flows().forEach((flow) -> {
			if (registry.completeFlow(flow.flow()) != null) {
				this.definitions.put(flow.flow(), flow);
			}
		});
	}

	/**
	 * Check declarations and add their steps to the declared flows.
	 */
	void register(Collection<EventDeclaration> declarations) {
		declarations.forEach(this::check);
		flows(declarations).forEach((flow) -> this.registry.addSteps(flow).forEach(logger::warn));
	}

	/**
	 * Log steps and dependencies that their flow does not declare, and assertions without
	 * a validator.
	 */
	private void check(EventDeclaration declaration) {
		FlowDefinition flow = this.definitions.get(declaration.flow());
		if (flow != null && flow.step(declaration.id()) == null) {
			DeclarationChecks.warn(declaration, "flow '" + flow.flow() + "' declares no step '" + declaration.id() + "'"
					+ suggestion(declaration.id(), flow));
		}
		if (flow != null) {
			declaration.depIds()
				.stream()
				.filter((depId) -> flow.step(depId) == null)
				.forEach((depId) -> DeclarationChecks.warn(declaration, "flow '" + flow.flow() + "' declares no step '"
						+ depId + "', a dependency" + suggestion(depId, flow)));
		}
		if (this.reportMissing && declaration.assertion() && declaration.validator().isBlank()
				&& declaredValidator(declaration) == null) {
			DeclarationChecks.warn(declaration, "validator is missing, so no event is recorded");
		}
	}

	private static String suggestion(String id, FlowDefinition flow) {
		return SimilarNames.suggestion(id, flow.steps().stream().map(StepDefinition::id).toList());
	}

	private @Nullable Expr declaredValidator(EventDeclaration declaration) {
		return RuleResolver.declaredValidator(declaration, this.registry);
	}

	/**
	 * Convert declarations to one definition for each flow. The first declaration of a
	 * step applies.
	 */
	private List<FlowDefinition> flows(Collection<EventDeclaration> declarations) {
		Map<String, Map<String, EventDeclaration>> flows = new LinkedHashMap<>();
		for (EventDeclaration declaration : declarations) {
			if (!EventDeclaration.isMissing(declaration.flow()) && !EventDeclaration.isMissing(declaration.id())) {
				flows.computeIfAbsent(declaration.flow(), (flow) -> new LinkedHashMap<>())
					.putIfAbsent(declaration.id(), declaration);
			}
		}
		List<FlowDefinition> definitions = new ArrayList<>();
		flows.forEach((flow, steps) -> {
			try {
				definitions.add(flow(flow, steps));
			}
			catch (IllegalArgumentException ex) {
				logger.warn("Annotations can't be merged into a flow: {}", ex.getMessage());
			}
		});
		return definitions;
	}

	private FlowDefinition flow(String name, Map<String, EventDeclaration> steps) {
		FlowDefinition.Builder flow = FlowDefinition.builder(name);
		steps.values()
			.stream()
			.flatMap((step) -> step.depIds().stream())
			.filter((depId) -> !depId.isBlank() && !steps.containsKey(depId))
			.distinct()
			.forEach((depId) -> {
				if (this.registry.flow(name) == null) {
					logger.debug("No annotation declares step '{}' of flow '{}', which other steps depend on", depId,
							name);
				}
				flow.act(depId, StepDefinition.Builder::optional);
			});
		steps.forEach((id, step) -> declare(flow, step));
		return flow.build();
	}

	private void declare(FlowDefinition.Builder flow, EventDeclaration declaration) {
		Expr validator = rule(declaration, declaration.validator());
		if (validator == null && declaration.assertion()) {
			validator = declaredValidator(declaration);
		}
		Expr used = validator;
		if (used != null) {
			flow.assertion(declaration.id(), (step) -> describe(step, declaration).validator(used));
		}
		else {
			flow.act(declaration.id(), (step) -> describe(step, declaration));
		}
	}

	private StepDefinition.Builder describe(StepDefinition.Builder step, EventDeclaration declaration) {
		step.depIds(declaration.depIds().stream().filter((depId) -> !depId.isBlank()).toArray(String[]::new));
		Expr filter = rule(declaration, declaration.filter());
		if (filter != null) {
			step.filter(filter);
		}
		try {
			Duration timeout = declaration.parsedTimeout();
			if (timeout != null) {
				step.timeout(timeout);
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("{} has no timeout", declaration.where(), ex);
		}
		if (!declaration.description().isBlank()) {
			step.description(declaration.description());
		}
		return step;
	}

	/**
	 * Return the expression of a rule, or {@code null} if the rule is invalid. Other
	 * checks report invalid rules.
	 */
	private @Nullable Expr rule(EventDeclaration declaration, String rule) {
		try {
			return this.rules.resolve(rule);
		}
		catch (IllegalArgumentException | BeansException ex) {
			logger.debug("{} has an invalid rule", declaration.where(), ex);
			return null;
		}
	}

}
