package ai.desplega.businessuse.expr;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.expr.Node.Hole;

/**
 * A script with places for captured values.
 */
final class Template {

	private final List<String> texts;

	private final List<Hole> holes;

	private Template(List<String> texts, List<Hole> holes) {
		this.texts = texts;
		this.holes = holes;
	}

	/**
	 * The script for captured values.
	 */
	String fill(Object[] captured) {
		StringBuilder script = new StringBuilder(this.texts.get(0).length() + 128);
		for (int i = 0; i < this.holes.size(); i++) {
			Hole hole = this.holes.get(i);
			script.append(this.texts.get(i));
			JsLiteral.write(hole.kind(), captured[hole.index()], script);
		}
		return script.append(this.texts.get(this.holes.size())).toString();
	}

	boolean isConstant() {
		return this.holes.isEmpty();
	}

	/**
	 * Not thread-safe.
	 */
	static final class Builder {

		private final List<String> texts = new ArrayList<>();

		private final List<Hole> holes = new ArrayList<>();

		private final StringBuilder text = new StringBuilder();

		StringBuilder text() {
			return this.text;
		}

		Builder append(String text) {
			this.text.append(text);
			return this;
		}

		void append(Hole hole) {
			this.texts.add(this.text.toString());
			this.text.setLength(0);
			this.holes.add(hole);
		}

		/**
		 * Append what another one has.
		 */
		void append(Builder other) {
			for (int i = 0; i < other.holes.size(); i++) {
				append(other.texts.get(i)).append(other.holes.get(i));
			}
			append(other.text.toString());
		}

		Template build() {
			List<String> all = new ArrayList<>(this.texts);
			all.add(this.text.toString());
			return new Template(all, List.copyOf(this.holes));
		}

	}

}
