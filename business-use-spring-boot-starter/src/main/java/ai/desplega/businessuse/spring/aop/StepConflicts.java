package ai.desplega.businessuse.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Checks that the declarations of a step agree, and that a step doesn't depend on itself.
 * Thread-safe.
 */
final class StepConflicts {

	private final Map<String, EventDeclaration> steps = new ConcurrentHashMap<>();

	void check(EventDeclaration declaration) {
		if (declaration.depIds().contains(declaration.id())) {
			DeclarationChecks.warn(declaration, "step '" + declaration.id()
					+ "' depends on itself, which the backend can't evaluate, so no event is recorded");
		}
		if (EventDeclaration.isMissing(declaration.id()) || EventDeclaration.isMissing(declaration.flow())) {
			return;
		}
		EventDeclaration other = this.steps.putIfAbsent(declaration.id(), declaration);
		if (other == null) {
			return;
		}
		if (!other.flow().equals(declaration.flow())) {
			DeclarationChecks.warn(declaration, "step '" + declaration.id() + "' of flow '" + declaration.flow()
					+ "' is also a step of flow '" + other.flow() + "' (" + other.where()
					+ "), but an id belongs to one flow, so the backend can't evaluate the step in a second flow");
			return;
		}
		List<String> differences = new ArrayList<>();
		compare(declaration, other, "type", EventDeclaration::type, differences);
		compare(declaration, other, "depIds", (each) -> new TreeSet<>(each.depIds()), differences);
		compare(declaration, other, "validator", EventDeclaration::validator, differences);
		compare(declaration, other, "filter", EventDeclaration::filter, differences);
		compare(declaration, other, "timeout", EventDeclaration::timeout, differences);
		if (!differences.isEmpty()) {
			DeclarationChecks.warn(declaration,
					"step '" + declaration.id() + "' differs from " + other.where() + ": "
							+ String.join(", ", differences) + ". The backend uses the attributes of the latest event,"
							+ " so declare the same attributes on both");
		}
	}

	private static void compare(EventDeclaration declaration, EventDeclaration other, String attribute,
			Function<EventDeclaration, Object> value, List<String> differences) {
		Object here = value.apply(declaration);
		Object there = value.apply(other);
		if (!here.equals(there)) {
			differences.add(attribute + " is " + quoted(here) + " instead of " + quoted(there));
		}
	}

	private static String quoted(Object value) {
		return (value instanceof String string) ? "\"" + string + "\"" : value.toString();
	}

}
