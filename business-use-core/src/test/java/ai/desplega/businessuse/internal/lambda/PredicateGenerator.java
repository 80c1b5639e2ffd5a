package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Generates lambdas: compilable Java source code over the fields of
 * {@link DataGenerator}, with all supported constructs.
 */
final class PredicateGenerator {

	/**
	 * Captured variables: the parameters of the method that contains the lambda.
	 */
	static final String PARAMETERS = "int ci, long cl, double cd, boolean cb, String cs, Integer cbox, char cc, "
			+ "List<String> clist, Set<Integer> cset, List<Double> cdoubles";

	private final Random random;

	private List<Variable> scope = new ArrayList<>();

	private int names;

	PredicateGenerator(Random random) {
		this.random = random;
	}

	String lambda() {
		this.scope = new ArrayList<>(List.of(new Variable("EventData", "data"), new Variable("RuleContext", "ctx")));
		this.names = 0;
		return "(data, ctx) -> " + (this.random.nextBoolean() ? bool(4) : "{\n" + block(3) + "}");
	}

	/**
	 * Statements that end in a return.
	 */
	private String block(int depth) {
		List<Variable> outer = new ArrayList<>(this.scope);
		StringBuilder block = new StringBuilder();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			block.append(statement(depth)).append('\n');
		}
		block.append("return ").append(bool(depth)).append(";\n");
		this.scope = outer;
		return block.toString();
	}

	private String statement(int depth) {
		return pick(depth, this::declaration, this::declaration, this::earlyResult, this::assignedInBranches,
				this::assignedInSwitch, this::assignedTogether, this::sharedBodies, this::array);
	}

	private String declaration(int depth) {
		String type = one("double", "int", "long", "boolean", "String");
		return declare(type, expression(type, depth - 1));
	}

	private String earlyResult(int depth) {
		return (depth > 1 && this.random.nextBoolean()) ? "if (" + bool(1) + ") {\n" + block(depth - 1) + "}"
				: "if (" + bool(2) + ") { return " + bool(1) + "; }";
	}

	private String assignedInBranches(int depth) {
		String type = one("double", "int", "boolean", "String");
		String name = "m" + this.names++;
		String statement = type + " " + name + ";\nif (" + bool(2) + ") {\n" + inner(depth, name, type) + "}\nelse {\n"
				+ inner(depth, name, type) + "}";
		String copy = "final " + type + " f" + name + " = " + name + ";";
		this.scope.add(new Variable(type, "f" + name));
		return statement + "\n" + copy;
	}

	private String inner(int depth, String name, String type) {
		List<Variable> outer = new ArrayList<>(this.scope);
		String statements = (this.random.nextInt(3) == 0 ? declaration(depth) + "\n" : "") + name + " = "
				+ expression(type, 2) + ";\n";
		this.scope = outer;
		return statements;
	}

	private String assignedInSwitch(int depth) {
		String name = "w" + this.names++;
		boolean text = this.random.nextBoolean();
		StringBuilder statement = new StringBuilder(
				"int " + name + " = " + integer(1) + ";\nswitch (" + (text ? text(1) : integer(2)) + ") {\n");
		for (String label : text ? List.of("\"Aa\"", "\"BB\"", "\"\"", "\"eur\"") : List.of("0", "1", "3", "-2")) {
			statement.append("case ")
				.append(label)
				.append(": ")
				.append(name)
				.append(" += ")
				.append(integer(1))
				.append(";")
				.append(this.random.nextBoolean() ? " break;\n" : "\n");
		}
		statement.append("default: ")
			.append(name)
			.append("++;\n}\nfinal int f")
			.append(name)
			.append(" = ")
			.append(name)
			.append(";");
		this.scope.add(new Variable("int", "f" + name));
		return statement.toString();
	}

	/**
	 * Several locals that the arms of a chain assign, or keep.
	 */
	private String assignedTogether(int depth) {
		List<Variable> locals = mutableLocals();
		StringBuilder statement = new StringBuilder(declarations(locals));
		for (int arm = 1 + this.random.nextInt(3); arm > 0; arm--) {
			statement.append("if (")
				.append(bool(1))
				.append(") {\n")
				.append(assignments(depth, locals))
				.append("}\nelse ");
		}
		return statement + "{\n" + assignments(depth, locals) + "}\n" + copies(locals);
	}

	/**
	 * A switch whose cases share bodies, with each other and the default, and fall
	 * through.
	 */
	private String sharedBodies(int depth) {
		List<Variable> locals = mutableLocals();
		boolean strings = this.random.nextBoolean();
		String selector = strings ? text(1) : one(integer(2), "(" + bool(1) + " ? 1 : " + bool(1) + " ? 3 : 0)");
		List<String> labels = new ArrayList<>(
				strings ? List.of("\"Aa\"", "\"BB\"", "\"\"", "\"eur\"") : List.of("0", "1", "3", "-2"));
		List<String> cases = new ArrayList<>();
		labels.forEach((label) -> cases.add("case " + label + ":"));
		cases.add(this.random.nextInt(cases.size() + 1), "default:");
		StringBuilder statement = new StringBuilder(declarations(locals)).append("switch (")
			.append(selector)
			.append(") {\n");
		for (String label : cases) {
			statement.append(label).append('\n');
			if (this.random.nextInt(3) > 0) {
				statement.append(assignments(depth, locals)).append(this.random.nextInt(3) > 0 ? "break;\n" : "");
			}
		}
		return statement + "}\n" + copies(locals);
	}

	private List<Variable> mutableLocals() {
		List<Variable> locals = new ArrayList<>();
		for (int i = 1 + this.random.nextInt(3); i > 0; i--) {
			locals.add(new Variable(one("double", "int", "boolean", "String", "long"), "t" + this.names++));
		}
		return locals;
	}

	private String declarations(List<Variable> locals) {
		StringBuilder declarations = new StringBuilder();
		locals.forEach((local) -> declarations
			.append(local.type + " " + local.name + " = " + expression(local.type, 1) + ";\n"));
		return declarations.toString();
	}

	private String assignments(int depth, List<Variable> locals) {
		List<Variable> outer = new ArrayList<>(this.scope);
		StringBuilder assignments = new StringBuilder(this.random.nextInt(3) == 0 ? declaration(depth - 1) + "\n" : "");
		for (Variable local : locals) {
			if (this.random.nextInt(3) > 0) {
				assignments.append(local.name).append(" = ").append(expression(local.type, 2)).append(";\n");
			}
		}
		if (this.random.nextInt(4) == 0) {
			Variable local = locals.get(0);
			assignments.append("if (" + bool(1) + ") { " + local.name + " = " + expression(local.type, 1) + "; }\n");
		}
		if (this.random.nextInt(5) == 0) {
			assignments.append(earlyResult(1)).append('\n');
		}
		this.scope = outer;
		return assignments.toString();
	}

	private String copies(List<Variable> locals) {
		StringBuilder copies = new StringBuilder();
		for (Variable local : locals) {
			copies.append("final " + local.type + " f" + local.name + " = " + local.name + ";\n");
			this.scope.add(new Variable(local.type, "f" + local.name));
		}
		return copies.toString();
	}

	private String array(int depth) {
		String name = "a" + this.names++;
		String array = "final String[] " + name + " = { " + literal() + ", " + literal() + " };\n";
		return array + declare("boolean", "List.of(" + name + ").contains(" + text(depth - 1) + ")");
	}

	private String declare(String type, String value) {
		String name = "l" + this.names++;
		String statement = "final " + type + " " + name + " = " + value + ";";
		this.scope.add(new Variable(type, name));
		return statement;
	}

	private String expression(String type, int depth) {
		return switch (type) {
			case "double" -> number(depth);
			case "int" -> integer(depth);
			case "long" -> whole(depth);
			case "boolean" -> bool(depth);
			default -> text(depth);
		};
	}

	private String bool(int depth) {
		if (depth <= 0) {
			return variable("boolean", one("cb", "true", "false", data() + ".bool(" + field() + ")"));
		}
		int d = depth - 1;
		return pick(d, (x) -> data() + ".bool(" + field() + ")",
				(x) -> data() + one(".has(", ".isNull(") + field() + ")",
				(x) -> "(" + number(x) + comparison() + number(x) + ")",
				(x) -> "(" + number(x) + comparison() + number(x) + ")",
				(x) -> "(" + integer(x) + comparison() + integer(x) + ")",
				(x) -> "(" + whole(x) + comparison() + whole(x) + ")",
				(x) -> "(" + number(x) + comparison() + integer(x) + ")", (x) -> "!" + bool(x),
				(x) -> "(" + bool(x) + " && " + bool(x) + ")", (x) -> "(" + bool(x) + " || " + bool(x) + ")",
				(x) -> "(" + bool(x) + one(" & ", " | ", " ^ ", " == ", " != ") + bool(x) + ")",
				(x) -> "(" + bool(x) + " ? " + bool(x) + " : " + bool(x) + ")", this::textTest, this::textTest,
				(x) -> "(" + text(x) + one(" == ", " != ") + "null)",
				(x) -> "Objects.equals(" + text(x) + ", " + text(x) + ")",
				(x) -> "Objects.equals(" + number(x) + ", " + number(x) + ")",
				(x) -> "Objects.equals(" + integer(x) + ", cbox)", this::itemsTest, this::itemsTest,
				(x) -> one("List", "Set") + ".of(\"EUR\", \"eur\", \"\").contains(" + text(x) + ")",
				(x) -> "clist.contains(" + text(x) + ")", (x) -> "cset.contains(" + integer(x) + ")",
				(x) -> "cdoubles.contains(" + number(x) + ")", (x) -> "List.of(1.5, 0.0).contains(" + number(x) + ")",
				(x) -> "Double.isNaN(" + number(x) + ")");
	}

	private String textTest(int depth) {
		return pick(depth, (x) -> text(x) + ".equals(" + text(x) + ")",
				(x) -> text(x) + ".equalsIgnoreCase(" + text(x) + ")", (x) -> text(x) + one(".isEmpty()", ".isBlank()"),
				(x) -> text(x) + one(".startsWith(", ".endsWith(", ".contains(") + text(x) + ")",
				(x) -> literal() + ".equals(" + text(x) + ")");
	}

	private String itemsTest(int depth) {
		return pick(depth, (x) -> deps() + one(".any(", ".all(", ".none(") + nested("Dependency", x) + ")",
				(x) -> objects() + one(".any(", ".all(", ".none(") + nested("EventData", x) + ")",
				(x) -> strings() + one(".any(", ".all(", ".none(")
						+ one("String::isEmpty", "String::isBlank", nested("String", x)) + ")",
				(x) -> strings() + ".contains(" + text(x) + ")",
				(x) -> data() + ".numbers(" + field() + ").contains(" + one(number(x), integer(x), whole(x)) + ")",
				(x) -> one(deps(), objects(), strings()) + ".isEmpty()",
				(x) -> deps() + ".filter(" + nested("Dependency", x) + ").isEmpty()");
	}

	private String number(int depth) {
		if (depth <= 0) {
			return variable("double", one("cd", "0.0", "(-0.0)", "0.1", "1e300", "Double.NaN", "2.5", "(-3.0)",
					data() + ".number(" + field() + ")"));
		}
		int d = depth - 1;
		return pick(d, (x) -> data() + ".number(" + field() + ")", (x) -> data() + ".number(" + field() + ")",
				(x) -> data() + ".number(" + field() + ", " + number(0) + ")",
				(x) -> "(" + number(x) + one(" + ", " - ", " * ", " / ", " % ") + number(x) + ")",
				(x) -> "(" + number(x) + one(" + ", " - ", " * ", " / ") + one(integer(x), whole(x)) + ")",
				(x) -> "-(" + number(x) + ")",
				(x) -> "Math." + one("abs", "floor", "ceil", "signum") + "(" + number(x) + ")",
				(x) -> "Math." + one("min", "max") + "(" + number(x) + ", " + number(x) + ")",
				(x) -> "(" + bool(x) + " ? " + number(x) + " : " + number(x) + ")",
				(x) -> one(deps(), objects()) + one(".sum(", ".min(", ".max(") + field() + ")",
				(x) -> deps() + one(".sum(", ".min(", ".max(") + measure("Dependency", x) + ")",
				(x) -> objects() + one(".sum(", ".min(", ".max(") + measure("EventData", x) + ")",
				(x) -> data() + ".numbers(" + field() + ")" + one(".sum(", ".min(", ".max(")
						+ one("n -> n", "n -> n * n", "Double::doubleValue", "n -> -n") + ")",
				(x) -> "(double) " + one(integer(x), whole(x)));
	}

	private String integer(int depth) {
		if (depth <= 0) {
			return variable("int", one("ci", "0", "1", "3", "(-2)", "Integer.MAX_VALUE", "Integer.MIN_VALUE",
					"(int) cc", "(int) 'E'"));
		}
		int d = depth - 1;
		return pick(d, (x) -> text(x) + ".length()", (x) -> text(x) + ".indexOf(" + text(x) + ")",
				(x) -> text(x) + ".indexOf('" + one("a", "E", " ") + "')",
				(x) -> text(x) + ".indexOf(" + integer(0) + ", " + integer(0) + ")",
				(x) -> "(int) " + text(x) + ".charAt(" + integer(0) + ")",
				(x) -> "(" + integer(x) + one(" + ", " - ", " * ", " / ", " % ", " & ", " | ", " ^ ") + integer(x)
						+ ")",
				(x) -> "-(" + integer(x) + ")", (x) -> "(int) (" + one(number(x), whole(x)) + ")",
				(x) -> "Math.abs(" + integer(x) + ")",
				(x) -> "Math." + one("min", "max") + "(" + integer(x) + ", " + integer(x) + ")",
				(x) -> "(" + bool(x) + " ? " + integer(x) + " : " + integer(x) + ")",
				(x) -> one(deps(), objects(), strings()) + ".count()",
				(x) -> deps() + ".count(" + nested("Dependency", x) + ")", (x) -> "(cbox + 0)",
				(x) -> "(" + bool(x) + " ? 1 : 0)", (x) -> "(" + bool(x) + " ? " + one("1", "0") + " : -1)",
				(x) -> "(0 + (" + bool(x) + " ? Integer.valueOf(1) : Integer.valueOf(0)))", (x) -> "clist.size()",
				(x) -> "(int) (" + one("char", "short", "byte") + ") " + integer(x),
				(x) -> "(switch (" + text(x) + ") { case \"EUR\", \"Aa\" -> " + integer(0) + "; case \"BB\" -> "
						+ integer(0) + "; default -> " + integer(0) + "; })",
				(x) -> "(switch (" + integer(x) + ") { case -1 -> " + integer(0) + "; case 1 -> " + integer(0)
						+ "; default -> " + integer(0) + "; })",
				(x) -> "(switch (" + integer(x) + ") { case 0, 1 -> " + integer(0) + "; case 3 -> " + integer(0)
						+ "; default -> " + integer(0) + "; })");
	}

	private String whole(int depth) {
		if (depth <= 0) {
			return variable("long", one("cl", "0L", "7L", "(-1L)", "Long.MAX_VALUE", "Long.MIN_VALUE", "4294967296L"));
		}
		int d = depth - 1;
		return pick(d, (x) -> "Math.round(" + number(x) + ")", (x) -> "(long) (" + number(x) + ")",
				(x) -> "(long) " + integer(x),
				(x) -> "(" + whole(x) + one(" + ", " - ", " * ", " / ", " % ") + whole(x) + ")",
				(x) -> "(" + whole(x) + one(" + ", " - ", " * ") + integer(x) + ")", (x) -> "-(" + whole(x) + ")",
				(x) -> "Math.abs(" + whole(x) + ")",
				(x) -> "Math." + one("min", "max") + "(" + whole(x) + ", " + whole(x) + ")",
				(x) -> "(" + bool(x) + " ? " + whole(x) + " : " + whole(x) + ")");
	}

	private String text(int depth) {
		if (depth <= 0) {
			return variable("String", one("cs", literal(), data() + ".string(" + field() + ")"));
		}
		int d = depth - 1;
		return pick(d, (x) -> data() + ".string(" + field() + ")", (x) -> data() + ".string(" + field() + ")",
				(x) -> data() + ".string(" + field() + ", " + text(0) + ")", (x) -> text(x) + ".trim()",
				(x) -> text(x) + one(".toLowerCase()", ".toUpperCase(Locale.ROOT)"),
				(x) -> text(x) + ".substring(" + one("0", "1", integer(0)) + ")",
				(x) -> text(x) + ".substring(" + one("0", "1", integer(0)) + ", " + one("1", "2", integer(0)) + ")",
				(x) -> "(" + text(x) + " + " + one(text(x), integer(x), whole(x), bool(x), "'x'", "cc") + ")",
				(x) -> "(\"\" + (" + bool(x) + " ? Integer.valueOf(1) : Integer.valueOf(0)))",
				(x) -> "(\"\" + " + data() + ".number(" + field() + "))", (x) -> "(" + number(0) + " + \"\")",
				(x) -> "(" + bool(x) + " ? " + text(x) + " : " + text(x) + ")",
				(x) -> "((String) (Object) " + text(x) + ")",
				(x) -> "((String) Objects.requireNonNull((Object) " + text(x) + "))");
	}

	/**
	 * A lambda within the lambda, with a parameter of its own.
	 */
	private String nested(String type, int depth) {
		return lambda(type, depth, (this.random.nextInt(8) == 0) ? (x) -> "{\n" + block(1) + "}" : this::bool);
	}

	private String measure(String type, int depth) {
		return lambda(type, depth, this::number);
	}

	private String lambda(String type, int depth, IntFunction<String> body) {
		List<Variable> outer = new ArrayList<>(this.scope);
		String name = "p" + this.names++;
		this.scope.add(new Variable(type, name));
		String lambda = name + " -> " + body.apply(depth);
		this.scope = outer;
		return lambda;
	}

	private String data() {
		List<String> all = new ArrayList<>(List.of("data", "data", "ctx.data()"));
		for (Variable variable : this.scope) {
			if (variable.type.equals("EventData")) {
				all.add(variable.name);
				all.add(variable.name + ".object(" + field() + ")");
			}
			else if (variable.type.equals("Dependency")) {
				all.add(variable.name + ".data()");
				all.add(variable.name + ".data()");
			}
		}
		return one(all.toArray(new String[0]));
	}

	private String deps() {
		return one("ctx.deps()", "ctx.deps(\"item_added\")", "ctx.deps(\"none\")");
	}

	private String objects() {
		return data() + ".objects(" + field() + ")";
	}

	private String strings() {
		return data() + ".strings(" + field() + ")";
	}

	private String field() {
		return "\"" + one(DataGenerator.FIELDS) + "\"";
	}

	private String literal() {
		return one("\"\"", "\"EUR\"", "\"eur\"", "\"Aa\"", "\"BB\"", "\" a \"", "\"\\u00df\\u0130x\"",
				"\"\\ud83d\\ude00\"", "\"12\"", "\"returned\"", "\"\\u2028\\\"\"");
	}

	private String comparison() {
		return one(" == ", " != ", " < ", " <= ", " > ", " >= ");
	}

	private String variable(String type, String otherwise) {
		List<Variable> fitting = this.scope.stream().filter((each) -> each.type.equals(type)).toList();
		return (fitting.isEmpty() || this.random.nextInt(3) == 0) ? otherwise
				: fitting.get(this.random.nextInt(fitting.size())).name;
	}

	@SafeVarargs
	private String pick(int depth, IntFunction<String>... choices) {
		return choices[this.random.nextInt(choices.length)].apply(depth);
	}

	private String one(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private record Variable(String type, String name) {
	}

}
