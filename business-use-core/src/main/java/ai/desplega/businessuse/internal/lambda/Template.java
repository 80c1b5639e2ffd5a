package ai.desplega.businessuse.internal.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;

/**
 * Script with placeholders for captured values.
 */
final class Template {

	static final int MAX_SIZE = 4096;

	private final List<String> strings;

	private final List<Place> places;

	private final List<ScriptNode> dependencies;

	private Template(List<String> strings, List<Place> places, List<ScriptNode> dependencies) {
		this.strings = strings;
		this.places = places;
		this.dependencies = dependencies;
	}

	TranslatedRule fill(Object[] captured) {
		StringBuilder script = new StringBuilder(this.strings.get(0).length() + 128);
		for (int i = 0; i < this.places.size(); i++) {
			script.append(this.strings.get(i));
			this.places.get(i).fill(captured, script);
		}
		script.append(this.strings.get(this.places.size()));
		boolean tooLarge = script.length() > MAX_SIZE || script.length() > MAX_SIZE / 3
				&& script.toString().getBytes(StandardCharsets.UTF_8).length > MAX_SIZE;
		if (tooLarge) {
			throw tooLarge();
		}
		return rule(script.toString(), captured);
	}

	private TranslatedRule rule(String script, Object[] captured) {
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
		return new TranslatedRule(script, ids, all);
	}

	static Refusal tooLarge() {
		return new Refusal("is too large: its script has more than " + MAX_SIZE + " bytes",
				"split it into several rules or capture less");
	}

	boolean isConstant() {
		return this.places.isEmpty();
	}

	private record Place(CapturedValue value, boolean operand) {

		private void fill(Object[] captured, StringBuilder script) {
			Object value = captured[this.value.index()];
			boolean brackets = this.operand && value instanceof Number number && JsLiteral.isNegative(number);
			script.append(brackets ? "(" : "");
			JsLiteral.write(this.value.kind(), value, script);
			script.append(brackets ? ")" : "");
		}

	}

	static final class Builder {

		private final List<String> strings = new ArrayList<>();

		private final List<Place> places = new ArrayList<>();

		private final StringBuilder end = new StringBuilder();

		private int length;

		Builder append(CharSequence part) {
			this.end.append(part);
			if (this.length + this.end.length() > MAX_SIZE) {
				throw tooLarge();
			}
			return this;
		}

		/**
		 * Append a placeholder for a captured value.
		 * @param operand {@code true} if a negative number needs brackets there
		 */
		void append(CapturedValue value, boolean operand) {
			append(new Place(value, operand));
		}

		private void append(Place place) {
			this.length += this.end.length();
			this.strings.add(this.end.toString());
			this.end.setLength(0);
			this.places.add(place);
		}

		void append(Builder other) {
			for (int i = 0; i < other.places.size(); i++) {
				append(other.strings.get(i)).append(other.places.get(i));
			}
			append(other.end);
		}

		Template build(List<ScriptNode> dependencies) {
			List<String> all = new ArrayList<>(this.strings);
			all.add(this.end.toString());
			return new Template(all, List.copyOf(this.places), List.copyOf(dependencies));
		}

	}

}
