package ai.desplega.businessuse.internal.lambda.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Call;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Condition;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.ConstantCollection;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Let;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;

/**
 * Writes an expression as JavaScript. Statements are not used, because they would require
 * the letters <code>&#114;eturn</code>. Helpers, and variables that are assigned on all
 * paths, become parameters of an arrow function with their values as defaults, and the
 * function is called immediately:
 *
 * <pre>
 * ((v1 = data.total * 2) =&gt; v1 &gt; 3 &amp;&amp; v1 &lt; 9)()
 * </pre>
 *
 * Variables that are assigned on some paths become parameters of an outer function,
 * because QuickJS 2021-03-27 loses assignments to a parameter if another parameter has a
 * default:
 *
 * <pre>
 * ((v2) =&gt; ((v1 = data.total * 2) =&gt; v1 &gt; 3 &amp;&amp; (v2 = v1 % 9, v2 &gt; 0 &amp;&amp; v2 &lt; 5))())()
 * </pre>
 */
public final class Writer {

	/**
	 * Precedence of an expression, lowest first. An expression with a lower precedence
	 * than required at its position is written in parentheses.
	 */
	private enum Rank {

		SEQUENCE, ANY, OR, AND, OPERATION, SIMPLE

	}

	private static final int MAX_DEPTH = 100;

	private static final Pattern ARGUMENT = Pattern.compile("[$#](\\d+)");

	private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);

	private final Set<Variable> scope = new HashSet<>(List.of(Variable.DATA, Variable.CTX));

	private final Set<String> assigned = new LinkedHashSet<>();

	private final List<ScriptNode> dependencies = new ArrayList<>();

	private final List<CapturedValue> captured = new ArrayList<>();

	private final StringBuilder out = new StringBuilder();

	private int depth = 2;

	private Writer() {
	}

	public static Template write(ScriptNode expression) {
		return new Writer().script(expression);
	}

	private Template script(ScriptNode expression) {
		ScriptNode body = expression;
		while (body instanceof Let let) {
			emit((this.out.length() > 0) ? ", " : "");
			assign(let);
			body = let.body();
		}
		int start = this.out.length();
		write(body, Rank.ANY);
		List<String> parameters = new ArrayList<>();
		for (Helper helper : Helper.values()) {
			if (this.helpers.contains(helper)) {
				parameters.add(helper.name() + " = " + named(helper.definition()));
			}
		}
		if (start > 0) {
			parameters.add(this.out.substring(0, start));
		}
		String script = function(this.assigned, function(parameters, this.out.substring(start)));
		return new Template(script, this.captured, this.dependencies);
	}

	private static String function(Collection<String> parameters, String body) {
		return parameters.isEmpty() ? body : "((" + String.join(", ", parameters) + ") => " + body + ")()";
	}

	private void assign(Let let) {
		emit(let.variable().name() + " = ");
		write(let.value(), Rank.ANY);
		this.scope.add(let.variable());
	}

	/**
	 * Append JavaScript other than literals. QuickJS in the backend fails at about 200
	 * nested brackets.
	 */
	private void emit(String code) {
		for (char c : code.toCharArray()) {
			this.depth += ("([{".indexOf(c) >= 0) ? 1 : (")]}".indexOf(c) >= 0) ? -1 : 0;
			if (this.depth > MAX_DEPTH) {
				throw new Refusal("is nested too deeply: its script has more than " + MAX_DEPTH + " nested brackets",
						"split it into several rules");
			}
		}
		this.out.append(code);
		if (this.out.length() > Template.MAX_SIZE) {
			throw Template.tooLarge();
		}
	}

	private void write(ScriptNode node, Rank place) {
		boolean brackets = rank(node).compareTo(place) < 0;
		emit(brackets ? "(" : "");
		if (node instanceof Literal literal) {
			JsLiteral.write(literal.kind(), literal.value(), this.out);
		}
		else if (node instanceof CapturedValue captured) {
			this.captured.add(captured);
			this.out.append(Template.PLACEHOLDER);
		}
		else if (node instanceof Variable variable) {
			write(variable);
		}
		else if (node instanceof Call call) {
			write(call);
		}
		else if (node instanceof Condition condition) {
			write(condition);
		}
		else if (node instanceof Function function) {
			this.scope.add(function.parameter());
			emit(function.parameter().name() + " => ");
			write(function.body(), Rank.ANY);
			this.scope.remove(function.parameter());
		}
		else if (node instanceof Let let) {
			this.assigned.add(let.variable().name());
			assign(let);
			emit(", ");
			write(let.body(), Rank.SEQUENCE);
		}
		else if (node instanceof Elements elements) {
			write(elements);
		}
		else {
			throw new Refusal("uses " + ((node instanceof ConstantCollection) ? "a list or set" : "an object")
					+ "  where a number, string or boolean is required");
		}
		emit(brackets ? ")" : "");
	}

	private static Rank rank(ScriptNode node) {
		if (node instanceof Let) {
			return Rank.SEQUENCE;
		}
		if (node instanceof Function) {
			return Rank.ANY;
		}
		if (node instanceof Condition condition) {
			return condition.isBoolean(Literal.FALSE) ? Rank.AND
					: condition.isBoolean(Literal.TRUE) ? Rank.OR : Rank.ANY;
		}
		return (node instanceof Call call && !call.form().simple()) ? Rank.OPERATION : Rank.SIMPLE;
	}

	/**
	 * Write a variable. A variable that is not in scope is a bug of the translator and
	 * must not be sent.
	 */
	private void write(Variable variable) {
		if (!this.scope.contains(variable)) {
			throw new IllegalStateException("variable " + variable.name() + " out of scope");
		}
		emit(variable.name());
	}

	/**
	 * Write a call. A call on {@code ctx} refers to the dependency in its last argument,
	 * or to all dependencies if {@code ctx} is the only argument.
	 */
	private void write(Call call) {
		if (call.arguments().get(0).kind() == Kind.CTX) {
			this.dependencies.add(call.arguments().get(call.arguments().size() - 1));
		}
		String pattern = named(call.form().pattern());
		Matcher argument = ARGUMENT.matcher(pattern);
		int written = 0;
		while (argument.find()) {
			emit(pattern.substring(written, argument.start()));
			write(call.arguments().get(Integer.parseInt(argument.group(1))),
					pattern.startsWith("#", argument.start()) ? Rank.ANY : Rank.SIMPLE);
			written = argument.end();
		}
		emit(pattern.substring(written));
	}

	/**
	 * Insert the names of helpers, and add them to the used helpers.
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

	private void write(Condition condition) {
		Rank rank = rank(condition);
		if (rank == Rank.ANY) {
			write(condition.test(), Rank.OR);
			emit(" ? ");
			write(condition.yes(), Rank.OR);
			emit(" : ");
			write(condition.no(), Rank.ANY);
			return;
		}
		boolean and = rank == Rank.AND;
		boolean yesIsConstant = condition.yes().equals(and ? Literal.FALSE : Literal.TRUE);
		write((and == yesIsConstant) ? Logic.not(condition.test()) : condition.test(), rank);
		emit(and ? " && " : " || ");
		write(yesIsConstant ? condition.no() : condition.yes(), rank);
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

}
