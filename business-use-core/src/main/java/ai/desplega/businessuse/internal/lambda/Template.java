package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;

/**
 * A script with places for captured values.
 */
final class Template {

	private final List<String> texts;

	private final List<Place> places;

	private Template(List<String> texts, List<Place> places) {
		this.texts = texts;
		this.places = places;
	}

	/**
	 * The script for captured values.
	 */
	String fill(Object[] captured) {
		StringBuilder script = new StringBuilder(this.texts.get(0).length() + 128);
		for (int i = 0; i < this.places.size(); i++) {
			script.append(this.texts.get(i));
			this.places.get(i).fill(captured, script);
		}
		return script.append(this.texts.get(this.places.size())).toString();
	}

	boolean isConstant() {
		return this.places.isEmpty();
	}

	private record Place(CapturedValue hole, boolean operand) {

		private void fill(Object[] captured, StringBuilder script) {
			Object value = captured[this.hole.index()];
			boolean brackets = this.operand && value instanceof Number number && JsLiteral.isNegative(number);
			script.append(brackets ? "(" : "");
			JsLiteral.write(this.hole.kind(), value, script);
			script.append(brackets ? ")" : "");
		}

	}

	/**
	 * Not thread-safe.
	 */
	static final class Builder {

		private final List<String> texts = new ArrayList<>();

		private final List<Place> places = new ArrayList<>();

		private final StringBuilder text = new StringBuilder();

		StringBuilder text() {
			return this.text;
		}

		Builder append(String text) {
			this.text.append(text);
			return this;
		}

		/**
		 * Append a place for a captured value.
		 * @param operand whether a negative number needs brackets there
		 */
		void append(CapturedValue hole, boolean operand) {
			append(new Place(hole, operand));
		}

		private void append(Place place) {
			this.texts.add(this.text.toString());
			this.text.setLength(0);
			this.places.add(place);
		}

		/**
		 * Append what another one has.
		 */
		void append(Builder other) {
			for (int i = 0; i < other.places.size(); i++) {
				append(other.texts.get(i)).append(other.places.get(i));
			}
			append(other.text.toString());
		}

		Template build() {
			List<String> all = new ArrayList<>(this.texts);
			all.add(this.text.toString());
			return new Template(all, List.copyOf(this.places));
		}

	}

}
