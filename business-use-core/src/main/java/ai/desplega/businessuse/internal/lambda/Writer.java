package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
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
import ai.desplega.businessuse.internal.lambda.ScriptNode.Item;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.ConstantCollection;
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
	 * Precedence of an expression, the lowest first. An expression of a lower precedence
	 * than its place requires is written in brackets.
	 */
	private enum Rank {

		ANY, OR, AND, OPERATION, SIMPLE

	}

	private static final int MAX_DEPTH = 100;

	private static final Pattern NAME = Pattern.compile("(?!.*return)[A-Za-z_$][A-Za-z0-9_$]*");

	private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);

	private final Set<Variable> scope = new HashSet<>(List.of(Variable.DATA, Variable.CTX));

	private final List<ScriptNode> dependencies = new ArrayList<>();

	private Template.Builder out = new Template.Builder();

	private int depth = 2;

	private Writer() {
	}

	static Template write(ScriptNode expression) {
		return new Writer().script(expression);
	}

	private static Refusal tooDeep() {
		return new Refusal("is nested too deeply: its script has more than " + MAX_DEPTH + " nested brackets",
				"split it into several rules");
	}

	private Template script(ScriptNode expression) {
		List<Binding> bindings = (expression instanceof Let let) ? let.bindings() : List.of();
		ScriptNode body = (expression instanceof Let let) ? let.body() : expression;
		parameters(bindings);
		Template.Builder parameters = this.out;
		this.out = new Template.Builder();
		write(body, Rank.ANY);
		if (bindings.isEmpty() && this.helpers.isEmpty()) {
			return this.out.build(this.dependencies);
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
		return script.append(")()").build(this.dependencies);
	}

	/**
	 * Write variables and bring them into scope.
	 * @return the variables that were not in scope before
	 */
	private List<Variable> parameters(List<Binding> bindings) {
		List<Variable> added = new ArrayList<>();
		String separator = "";
		for (Binding binding : bindings) {
			emit(separator + binding.variable().name() + " = ");
			write(binding.value(), Rank.ANY);
			separator = ", ";
			if (this.scope.add(binding.variable())) {
				added.add(binding.variable());
			}
		}
		return added;
	}

	/**
	 * Append JavaScript other than literals. The QuickJS of the backend fails at about
	 * 200 nested brackets.
	 */
	private void emit(String code) {
		for (int i = 0; i < code.length(); i++) {
			switch (code.charAt(i)) {
				case '(', '[', '{' -> this.depth++;
				case ')', ']', '}' -> this.depth--;
				default -> {
				}
			}
			if (this.depth > MAX_DEPTH) {
				throw tooDeep();
			}
		}
		this.out.append(code);
	}

	private void write(ScriptNode node, Rank place) {
		boolean brackets = rank(node).compareTo(place) < 0;
		emit(brackets ? "(" : "");
		if (node instanceof Literal literal) {
			StringBuilder value = new StringBuilder();
			JsLiteral.write(literal.kind(), literal.value(), value);
			this.out.append(value);
		}
		else if (node instanceof CapturedValue captured) {
			this.out.append(captured, place == Rank.SIMPLE);
		}
		else if (node instanceof Variable variable) {
			write(variable);
		}
		else if (node instanceof Item item) {
			write(item.tuple());
			emit("[" + item.index() + "]");
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
			boolean added = this.scope.add(function.parameter());
			emit(function.parameter().name() + " => ");
			write(function.body(), Rank.ANY);
			if (added) {
				this.scope.remove(function.parameter());
			}
		}
		else if (node instanceof Let let) {
			emit("((");
			List<Variable> added = parameters(let.bindings());
			emit(") => ");
			write(let.body(), Rank.ANY);
			emit(")()");
			added.forEach(this.scope::remove);
		}
		else if (node instanceof Elements elements) {
			write(elements);
		}
		else {
			throw new Refusal("uses " + ((node instanceof ConstantCollection) ? "a list or set" : "an object")
					+ " where there should be a number, string or boolean");
		}
		emit(brackets ? ")" : "");
	}

	/**
	 * A variable that is not in scope is a bug of the translator and must not be sent.
	 */
	private void write(Variable variable) {
		if (!this.scope.contains(variable)) {
			throw new IllegalStateException("variable " + variable.name() + " out of scope");
		}
		emit(variable.name());
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
		noteDependencies(call);
		String pattern = named(call.form().pattern());
		int written = 0;
		for (int i = 0; i < pattern.length() - 1; i++) {
			char c = pattern.charAt(i);
			if ((c == '$' || c == '#') && Character.isDigit(pattern.charAt(i + 1))) {
				int end = i + 1;
				while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
					end++;
				}
				emit(pattern.substring(written, i));
				write(call.arguments().get(Integer.parseInt(pattern.substring(i + 1, end))),
						(c == '#') ? Rank.ANY : Rank.SIMPLE);
				written = end;
			}
		}
		emit(pattern.substring(written));
	}

	private void noteDependencies(Call call) {
		if (call.form().equals(Vocabulary.DEPS) || call.form().equals(Vocabulary.CTX_DATA)) {
			this.dependencies.add(call);
		}
		else if (call.form().equals(Vocabulary.DEPS_OF_ID)) {
			this.dependencies.add(call.arguments().get(1));
		}
	}

	/**
	 * Insert the names of helpers, and remember that they are used.
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
			emit("." + name);
		}
		else {
			emit("[");
			write(field.name(), Rank.ANY);
			emit("]");
		}
	}

	private void write(Condition condition) {
		if (isAnd(condition)) {
			boolean negated = condition.yes().equals(Literal.FALSE);
			write(negated ? Logic.not(condition.test()) : condition.test(), Rank.AND);
			emit(" && ");
			write(negated ? condition.no() : condition.yes(), Rank.AND);
		}
		else if (isOr(condition)) {
			boolean negated = condition.no().equals(Literal.TRUE);
			write(negated ? Logic.not(condition.test()) : condition.test(), Rank.OR);
			emit(" || ");
			write(negated ? condition.yes() : condition.no(), Rank.OR);
		}
		else {
			write(condition.test(), Rank.OR);
			emit(" ? ");
			write(condition.yes(), Rank.OR);
			emit(" : ");
			write(condition.no(), Rank.ANY);
		}
	}

	private void write(Elements elements) {
		emit("[");
		String separator = "";
		for (ScriptNode value : elements.values()) {
			emit(separator);
			write(value, Rank.ANY);
			separator = ", ";
		}
		emit("]");
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
