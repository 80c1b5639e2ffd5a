package ai.desplega.businessuse.internal.lambda.script;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.script.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;

/**
 * Script with placeholders for captured values.
 */
public final class Template {

	static final int MAX_SIZE = 4096;

	/**
	 * Placeholder character for a captured value. Literals contain no control characters.
	 */
	static final char PLACEHOLDER = '\0';

	private final String script;

	private final List<CapturedValue> placeholders;

	private final List<ScriptNode> dependencies;

	/**
	 * Create a template.
	 * @param placeholders the captured values, in the order of their placeholders
	 * @param dependencies the ids of the dependencies to which the rule refers; any node
	 * other than a captured value or a string represents all dependencies
	 */
	Template(String script, List<CapturedValue> placeholders, List<ScriptNode> dependencies) {
		this.script = script;
		this.placeholders = placeholders;
		this.dependencies = dependencies;
	}

	static Refusal tooLarge() {
		return new Refusal("is too large: its script has more than " + MAX_SIZE + " bytes",
				"split it into several rules or capture less");
	}

	public boolean isConstant() {
		return this.placeholders.isEmpty();
	}

	/**
	 * Return the script for captured values.
	 * @throws Refusal if it is too large
	 */
	public TranslatedRule fill(Object[] captured) {
		StringBuilder filled = new StringBuilder(this.script.length() + 128);
		int from = 0;
		for (CapturedValue placeholder : this.placeholders) {
			int to = this.script.indexOf(PLACEHOLDER, from);
			filled.append(this.script, from, to);
			JsLiteral.write(placeholder.kind(), captured[placeholder.index()], filled);
			from = to + 1;
		}
		filled.append(this.script, from, this.script.length());
		boolean tooLarge = filled.length() > MAX_SIZE || filled.length() > MAX_SIZE / 3
				&& filled.toString().getBytes(StandardCharsets.UTF_8).length > MAX_SIZE;
		if (tooLarge) {
			throw tooLarge();
		}
		return rule(filled.toString(), captured);
	}

	private TranslatedRule rule(String filled, Object[] captured) {
		Set<String> ids = new LinkedHashSet<>();
		boolean all = false;
		for (ScriptNode dependency : this.dependencies) {
			Object id = (dependency instanceof CapturedValue value) ? captured[value.index()]
					: (dependency instanceof Literal literal) ? literal.value() : null;
			all |= !(id instanceof String);
			if (id instanceof String known) {
				ids.add(known);
			}
		}
		return new TranslatedRule(filled, Collections.unmodifiableSet(ids), all);
	}

}
