package ai.desplega.businessuse.internal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowDefinition;

/**
 * Warnings about declared flows, for the log of an application that starts.
 */
public final class FlowWarnings {

	private FlowWarnings() {
	}

	/**
	 * Return the warnings about one flow.
	 * @param flow the flow
	 * @return a sentence or more for each
	 */
	public static List<String> of(FlowDefinition flow) {
		List<String> warnings = new ArrayList<>(flow.problems());
		Map<String, String> unnoticed = flow.unnoticedSteps();
		if (!unnoticed.isEmpty()) {
			StringBuilder warning = new StringBuilder("A run of flow '" + flow.flow() + "' passes without ");
			unnoticed
				.forEach((step, reason) -> warning.append("'").append(step).append("' (").append(reason).append("), "));
			warning.setLength(warning.length() - 2);
			warnings.add(warning + ": let a rule of a later step ask for it, or declare the step optional()");
		}
		return warnings;
	}

}
