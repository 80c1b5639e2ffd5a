package ai.desplega.businessuse.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Writes a flow as a <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid
 * flowchart</a>. Steps are sorted and numbered, and names appear in quoted labels only,
 * so that no name can be taken for syntax.
 */
final class Mermaid {

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
				chart.append("    s")
					.append(java.util.Collections.binarySearch(ids, depId))
					.append(" --> s")
					.append(i)
					.append('\n');
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

	/**
	 * Escape signs and control characters as entities in Mermaid's notation, such as
	 * {@code #35;}. Doesn't test for letters, since that depends on the version of the
	 * JDK.
	 */
	private static String escaped(String name) {
		StringBuilder escaped = new StringBuilder();
		name.codePoints().forEach((c) -> {
			if (isPlain(c)) {
				escaped.appendCodePoint(c);
			}
			else {
				escaped.append('#').append(c).append(';');
			}
		});
		return escaped.toString();
	}

	private static boolean isPlain(int c) {
		boolean ascii = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
				|| " _.,-/".indexOf(c) >= 0;
		boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
		boolean separator = c == 0x2028 || c == 0x2029;
		return ascii || c > 0xFF && !surrogate && !separator;
	}

}
