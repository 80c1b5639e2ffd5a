package ai.desplega.businessuse.internal.lambda;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Binding;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Field;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Several;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;

/**
 * Writes an expression as JavaScript. Variables and helpers become parameters of an arrow
 * function, with their values as defaults, that is called on the spot: a statement could
 * not do without the letters <code>&#114;eturn</code>.
 *
 * <pre>
 * ((v1 = data.total * 2) =&gt; v1 &gt; 3 &amp;&amp; v1 &lt; 9)()
 * </pre>
 */
final class Writer {

	/**
	 * How tightly the parts of an expression hold together, the loosest first. What is
	 * looser than its place allows gets brackets.
	 */
	private enum Rank {

		ANY, OR, AND, OPERATION, SIMPLE

	}

	private static final Pattern NAME = Pattern.compile("(?!.*return)[A-Za-z_$][A-Za-z0-9_$]*");

	private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);

	private Template.Builder out = new Template.Builder();

	private Writer() {
	}

	static Template write(ScriptNode expression) {
		return new Writer().script(expression);
	}

	private Template script(ScriptNode expression) {
		List<Binding> bindings = (expression instanceof Let let) ? let.bindings() : List.of();
		ScriptNode body = (expression instanceof Let let) ? let.body() : expression;
		parameters(bindings);
		Template.Builder parameters = this.out;
		this.out = new Template.Builder();
		write(body, Rank.ANY);
		if (bindings.isEmpty() && this.helpers.isEmpty()) {
			return this.out.build();
		}
		Template.Builder script = new Template.Builder().append("((");
		String separator = "";
		for (Helper helper : Helper.values()) {
			if (!this.helpers.contains(helper)) {
				continue;
			}
			script.append(separator).append(helper.name()).append(" = ").append(named(helper.definition()));
			separator = ", ";
		}
		script.append(bindings.isEmpty() ? "" : separator);
		script.append(parameters);
		script.append(") => ");
		script.append(this.out);
		return script.append(")()").build();
	}

	private void parameters(List<Binding> bindings) {
		String separator = "";
		for (Binding binding : bindings) {
			this.out.append(separator).append(binding.variable().name()).append(" = ");
			write(binding.value(), Rank.ANY);
			separator = ", ";
		}
	}

	private void write(ScriptNode node, Rank place) {
		boolean brackets = rank(node).compareTo(place) < 0;
		this.out.append(brackets ? "(" : "");
		if (node instanceof Literal literal) {
			JsLiteral.write(literal.kind(), literal.value(), this.out.text());
		}
		else if (node instanceof CapturedValue hole) {
			this.out.append(hole, place == Rank.SIMPLE);
		}
		else if (node instanceof Variable variable) {
			this.out.append(variable.name());
		}
		else if (node instanceof Call call) {
			write(call);
		}
		else if (node instanceof Field field) {
			write(field);
		}
		else if (node instanceof Condition condition) {
			write(condition);
		}
		else if (node instanceof Function function) {
			this.out.append(function.parameter().name()).append(" => ");
			write(function.body(), Rank.ANY);
		}
		else if (node instanceof Let let) {
			this.out.append("((");
			parameters(let.bindings());
			this.out.append(") => ");
			write(let.body(), Rank.ANY);
			this.out.append(")()");
		}
		else if (node instanceof Elements elements) {
			write(elements);
		}
		else {
			throw new Refusal("uses " + ((node instanceof Several) ? "a list or set" : "an object")
					+ " where there should be a number, text or boolean");
		}
		this.out.append(brackets ? ")" : "");
	}

	private static Rank rank(ScriptNode node) {
		if (node instanceof Call call) {
			return call.form().simple() ? Rank.SIMPLE : Rank.OPERATION;
		}
		if (node instanceof Function) {
			return Rank.ANY;
		}
		if (node instanceof Literal literal && literal.value() instanceof Number number
				&& JsLiteral.isNegative(number)) {
			return Rank.OPERATION;
		}
		if (node instanceof Condition condition) {
			return isAnd(condition) ? Rank.AND : isOr(condition) ? Rank.OR : Rank.ANY;
		}
		return Rank.SIMPLE;
	}

	private void write(Call call) {
		String pattern = named(call.form().pattern());
		int written = 0;
		for (int i = 0; i < pattern.length() - 1; i++) {
			char c = pattern.charAt(i);
			if ((c == '$' || c == '#') && Character.isDigit(pattern.charAt(i + 1))) {
				int end = i + 1;
				while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
					end++;
				}
				this.out.append(pattern.substring(written, i));
				write(call.arguments().get(Integer.parseInt(pattern.substring(i + 1, end))),
						(c == '#') ? Rank.ANY : Rank.SIMPLE);
				written = end;
			}
		}
		this.out.append(pattern.substring(written));
	}

	/**
	 * Put in the names of helpers, and note that they are used.
	 */
	private String named(String pattern) {
		String named = pattern;
		for (Helper helper : Helper.values()) {
			String place = "{" + helper.name() + "}";
			if (named.contains(place)) {
				this.helpers.add(helper);
				named = named.replace(place, helper.name());
			}
		}
		return named;
	}

	private void write(Field field) {
		write(field.object(), Rank.SIMPLE);
		if (field.name() instanceof Literal literal && literal.value() instanceof String name
				&& NAME.matcher(name).matches()) {
			this.out.append(".").append(name);
		}
		else {
			this.out.append("[");
			write(field.name(), Rank.ANY);
			this.out.append("]");
		}
	}

	private void write(Condition condition) {
		if (isAnd(condition)) {
			boolean negated = condition.yes().equals(Literal.FALSE);
			write(negated ? Logic.not(condition.test()) : condition.test(), Rank.AND);
			this.out.append(" && ");
			write(negated ? condition.no() : condition.yes(), Rank.AND);
		}
		else if (isOr(condition)) {
			boolean negated = condition.no().equals(Literal.TRUE);
			write(negated ? Logic.not(condition.test()) : condition.test(), Rank.OR);
			this.out.append(" || ");
			write(negated ? condition.yes() : condition.no(), Rank.OR);
		}
		else {
			write(condition.test(), Rank.OR);
			this.out.append(" ? ");
			write(condition.yes(), Rank.OR);
			this.out.append(" : ");
			write(condition.no(), Rank.ANY);
		}
	}

	private void write(Elements elements) {
		this.out.append("[");
		String separator = "";
		for (ScriptNode value : elements.values()) {
			this.out.append(separator);
			write(value, Rank.ANY);
			separator = ", ";
		}
		this.out.append("]");
	}

	private static boolean isAnd(Condition condition) {
		return condition.kind() == Kind.BOOLEAN
				&& (condition.no().equals(Literal.FALSE) || condition.yes().equals(Literal.FALSE));
	}

	private static boolean isOr(Condition condition) {
		return condition.kind() == Kind.BOOLEAN && !isAnd(condition)
				&& (condition.yes().equals(Literal.TRUE) || condition.no().equals(Literal.TRUE));
	}

}
