package ai.desplega.businessuse.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Writes a flow as a <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid
 * flowchart</a>. Steps are sorted and numbered, and names occur only in quoted labels, so
 * that a name can't be interpreted as syntax.
 */
final class Mermaid {

	/**
	 * Punctuation and control characters, which are written as entities in Mermaid's
	 * notation, such as {@code #35;}. The pattern doesn't test for letters, because the
	 * set of letters depends on the version of the JDK.
	 */
	private static final Pattern SPECIAL = Pattern
		.compile("[^\\w .,/\\x{100}-\\x{D7FF}\\x{E000}-\\x{10FFFF}-]|[\\x{2028}\\x{2029}]");

	private Mermaid() {
	}

	static String of(FlowDefinition flow) {
		List<StepDefinition> steps = new ArrayList<>(flow.steps());
		steps.sort(Comparator.comparing(StepDefinition::id));
		List<String> ids = steps.stream().map(StepDefinition::id).toList();
		StringBuilder chart = new StringBuilder("flowchart TD\n");
		for (int i = 0; i < steps.size(); i++) {
			StepDefinition step = steps.get(i);
			boolean assertion = step.type() == EventType.ASSERT;
			chart.append(
					"    s%d%s\"%s\"%s\n".formatted(i, assertion ? "{{" : "[", label(step), assertion ? "}}" : "]"));
		}
		for (int i = 0; i < steps.size(); i++) {
			for (String depId : steps.get(i).depIds().stream().sorted().toList()) {
				chart.append("    s%d --> s%d\n".formatted(Collections.binarySearch(ids, depId), i));
			}
		}
		return chart.toString();
	}

	private static String label(StepDefinition step) {
		StringBuilder label = new StringBuilder(escaped(step.id()));
		Duration timeout = step.timeout();
		if (timeout != null) {
			label.append("<br/>within ").append(timeout.toMillis()).append(" ms");
		}
		rule(label, "validator", step::validator);
		rule(label, "filter", step::filter);
		if (step.optional()) {
			label.append("<br/>optional");
		}
		return label.toString();
	}

	private static void rule(StringBuilder label, String name, Supplier<@Nullable Expr> rule) {
		try {
			Expr expr = rule.get();
			if (expr != null) {
				label.append("<br/>").append(name).append(": ").append(escaped(expr.script()));
			}
		}
		catch (IllegalArgumentException ex) {
			label.append("<br/>").append(name).append(": not translatable");
		}
	}

	private static String escaped(String name) {
		return SPECIAL.matcher(name).replaceAll((match) -> "#" + match.group().codePointAt(0) + ";");
	}

}
