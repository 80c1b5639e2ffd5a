package ai.desplega.businessuse.internal.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.desplega.businessuse.flow.FlowDefinition;

/**
 * Warnings about declared flows that are logged at startup.
 */
final class FlowWarnings {

	private static final int MAX_NAMES = 5;

	private FlowWarnings() {
	}

	static List<String> of(FlowDefinition flow) {
		List<String> warnings = new ArrayList<>(flow.problems());
		Map<String, String> unnoticed = flow.unnoticedSteps();
		if (!unnoticed.isEmpty()) {
			warnings.add("A run of flow '" + flow.flow() + "' passes " + describe(unnoticed)
					+ ": require it in a rule of a later step, or declare the step optional() in a FlowDefinition");
		}
		return warnings;
	}

	private static String describe(Map<String, String> unnoticed) {
		return unnoticed.entrySet()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getValue, LinkedHashMap::new,
					Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
			.entrySet()
			.stream()
			.map((group) -> "without " + names(group.getValue()) + " (" + group.getKey() + ")")
			.collect(Collectors.joining(", and "));
	}

	private static String names(List<String> steps) {
		String names = steps.stream()
			.limit(MAX_NAMES)
			.map((step) -> "'" + step + "'")
			.collect(Collectors.joining(", "));
		int more = steps.size() - MAX_NAMES;
		return (more > 0) ? names + " and " + more + " more" : names;
	}

}
