package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.bytecode.Member;
import ai.desplega.businessuse.internal.lambda.script.Form;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Opaque;
import org.objectweb.asm.Type;

/**
 * Methods that a lambda can call, with their JavaScript. A method that fails for null or
 * an index in Java also fails in JavaScript.
 */
final class Vocabulary {

	/** {@code Locale.ROOT}. Case conversion without a locale also uses its rules. */
	static final ScriptNode ROOT = new Literal(Kind.OTHER, "ROOT");

	private static final Form LENGTH = Form.call(Kind.INT, "$0.length");

	private static final Form IS_EMPTY = Form.operation(Kind.BOOLEAN, "$0.length === 0");

	/**
	 * Methods that byte code calls on the enum class, and that an enum class can't
	 * override.
	 */
	private static final Set<String> FINAL_IN_ENUM = Set.of("name", "equals");

	private static final Map<String, Function<List<ScriptNode>, ScriptNode>> WORDS = new HashMap<>();

	static {
		events();
		lists();
		strings();
		math();
		objects();
	}

	private Vocabulary() {
	}

	static Set<String> methods() {
		return WORDS.keySet();
	}

	static boolean knows(Member method) {
		return WORDS.containsKey(key(method));
	}

	/**
	 * Return the JavaScript of a call.
	 * @param arguments the arguments, after the receiver if there is one
	 * @throws Refusal if the method is not in the vocabulary
	 */
	static ScriptNode call(Member method, List<ScriptNode> arguments) {
		for (ScriptNode argument : arguments) {
			if (argument instanceof Opaque captured && !Constructs.isAsynchronous(method.owner())) {
				throw Constructs.call(method, captured.description());
			}
		}
		Type[] types = Type.getArgumentTypes(method.descriptor());
		List<ScriptNode> coerced = new ArrayList<>(arguments);
		int receivers = arguments.size() - types.length;
		for (int i = 0; i < types.length; i++) {
			coerced.set(receivers + i, Logic.coerce(arguments.get(receivers + i), types[i]));
		}
		boolean ofEnum = receivers == 1 && arguments.get(0).kind() == Kind.ENUM;
		Function<List<ScriptNode>, ScriptNode> word = WORDS.get(key((ofEnum && FINAL_IN_ENUM.contains(method.name()))
				? new Member("java/lang/Enum", method.name(), method.descriptor()) : method));
		if (word != null) {
			return word.apply(coerced);
		}
		throw (ofEnum && method.name().equals("ordinal"))
				? new Refusal("uses the ordinal of an enum, as a switch on an enum does", "use its name()")
				: Constructs.call(method);
	}

	private static void events() {
		String data = "ai.desplega.businessuse.rule.EventData.";
		field(data + "number(String)", Form.call(Kind.DOUBLE, "{num}(#0)"));
		field(data + "number(String,double)", Form.call(Kind.DOUBLE, "{numOr}(#0, #1)"));
		field(data + "string(String)", Form.nullableCall(Kind.STRING, "{str}(#0)"));
		word(data + "string(String,String)",
				(args) -> new Form(Kind.STRING, args.get(2).nullable(), "{strOr}(#0, #1)", true)
					.with(Arguments.fieldFirst(args)));
		word(data + "bool(String)", (args) -> Logic.same(Arguments.fieldFirst(args).get(0), Literal.TRUE));
		field(data + "object(String)", Form.call(Kind.DATA, "{obj}(#0)"));
		field(data + "objects(String)", Form.call(Kind.DATAS, "{list}(#0).map({obj})"));
		field(data + "numbers(String)", Form.call(Kind.NUMBERS, "{list}(#0).map({num})"));
		field(data + "strings(String)", Form.call(Kind.STRINGS, "{list}(#0).map({str})"));
		required(data + "has(String)", Form.call(Kind.BOOLEAN, "{has}(#0, #1)"));
		required(data + "isNull(String)", Form.call(Kind.BOOLEAN, "{isNull}(#0, #1)"));

		String ctx = "ai.desplega.businessuse.rule.RuleContext.";
		word(ctx + "deps()", Form.call(Kind.DEPS, "$0.deps"));
		word(ctx + "deps(String)", (args) -> Form.call(Kind.DEPS, "$0.deps.filter(d => d.id === $1)")
			.with(args.get(0), Arguments.constant(args.get(1))));
		word(ctx + "data()", Form.call(Kind.DATA, "{obj}($0.data)"));

		String dep = "ai.desplega.businessuse.rule.Dependency.";
		word(dep + "id()", Form.call(Kind.STRING, "$0.id"));
		word(dep + "data()", Form.call(Kind.DATA, "$0.data"));
	}

	private static void lists() {
		String list = "ai.desplega.businessuse.rule.ValueList.";
		word(list + "isEmpty()", IS_EMPTY);
		word(list + "count()", LENGTH);
		word(list + "count(Predicate)", (args) -> Arguments.tested(args, "$0.filter(#1).length", Kind.INT));
		word(list + "filter(Predicate)", (args) -> Arguments.tested(args, "$0.filter(#1)", args.get(0).kind()));
		word(list + "any(Predicate)", (args) -> Arguments.tested(args, "$0.some(#1)", Kind.BOOLEAN));
		word(list + "all(Predicate)", (args) -> Arguments.tested(args, "$0.every(#1)", Kind.BOOLEAN));
		word(list + "none(Predicate)", (args) -> Logic.not(Arguments.tested(args, "$0.some(#1)", Kind.BOOLEAN)));
		word(list + "contains(Object)", Arguments::contains);
		for (String name : List.of("sum", "min", "max")) {
			String pattern = "{" + name + "}($0.map(#1))";
			word(list + name + "(String)", (args) -> Arguments.measuredField(args, pattern));
			word(list + name + "(ToDoubleFunction)", (args) -> Arguments.measured(args, pattern));
		}
	}

	private static void strings() {
		String string = "java.lang.String.";
		word(string + "length()", LENGTH);
		word(string + "isEmpty()", IS_EMPTY);
		word(string + "isBlank()", Form.call(Kind.BOOLEAN, "{isBlank}(#0)"));
		word(string + "trim()", Form.call(Kind.STRING, "{trim}(#0)"));
		required(string + "startsWith(String)", Form.call(Kind.BOOLEAN, "$0.startsWith(#1)"));
		required(string + "endsWith(String)", Form.call(Kind.BOOLEAN, "$0.endsWith(#1)"));
		required(string + "contains(CharSequence)", Form.call(Kind.BOOLEAN, "$0.includes(#1)"));
		required(string + "indexOf(String)", Form.call(Kind.INT, "$0.indexOf(#1)"));
		required(string + "indexOf(String,int)", Form.call(Kind.INT, "$0.indexOf(#1, #2)"));
		word(string + "indexOf(int)", Form.call(Kind.INT, "{indexOfChar}(#0, #1)"));
		word(string + "indexOf(int,int)", Form.call(Kind.INT, "{indexOfChar}(#0, #1, #2)"));
		word(string + "charAt(int)", Form.call(Kind.INT, "{charAt}(#0, #1)"));
		word(string + "substring(int)", Form.call(Kind.STRING, "{substring}(#0, #1)"));
		word(string + "substring(int,int)", Form.call(Kind.STRING, "{substring}(#0, #1, #2)"));
		word(string + "toLowerCase()", Form.call(Kind.STRING, "{lower}(#0)"));
		word(string + "toUpperCase()", Form.call(Kind.STRING, "$0.toUpperCase()"));
		word(string + "toLowerCase(Locale)", (args) -> Arguments.inRoot(args, "{lower}(#0)"));
		word(string + "toUpperCase(Locale)", (args) -> Arguments.inRoot(args, "$0.toUpperCase()"));
		word(string + "equalsIgnoreCase(String)", Form.call(Kind.BOOLEAN, "{equalsIgnoreCase}(#0, #1)"));
		word(string + "equals(Object)", Arguments::methodEquals);
	}

	private static void math() {
		String math = "java.lang.Math.";
		word(math + "abs(double)", Form.call(Kind.DOUBLE, "Math.abs(#0)"));
		word(math + "abs(int)", Form.operation(Kind.INT, "Math.abs(#0) | 0"));
		word(math + "abs(long)", Form.call(Kind.LONG, "{longAbs}(#0)"));
		word(math + "min(double,double)", Form.call(Kind.DOUBLE, "Math.min(#0, #1)"));
		word(math + "max(double,double)", Form.call(Kind.DOUBLE, "Math.max(#0, #1)"));
		word(math + "min(int,int)", Form.call(Kind.INT, "Math.min(#0, #1)"));
		word(math + "max(int,int)", Form.call(Kind.INT, "Math.max(#0, #1)"));
		word(math + "min(long,long)", Form.call(Kind.LONG, "{longMin}(#0, #1)"));
		word(math + "max(long,long)", Form.call(Kind.LONG, "{longMax}(#0, #1)"));
		word(math + "floor(double)", Form.call(Kind.DOUBLE, "Math.floor(#0)"));
		word(math + "ceil(double)", Form.call(Kind.DOUBLE, "Math.ceil(#0)"));
		word(math + "round(double)", Form.call(Kind.LONG, "{toLong}(Math.round(#0))"));
		word(math + "signum(double)", Form.call(Kind.DOUBLE, "Math.sign(#0)"));
		word("java.lang.Double.isNaN(double)", Form.call(Kind.BOOLEAN, "Number.isNaN(#0)"));
		word("java.lang.Double.isNaN()",
				(args) -> Form.call(Kind.BOOLEAN, "Number.isNaN(#0)").with(Logic.required(args.get(0))));
	}

	private static void objects() {
		word("java.util.Objects.equals(Object,Object)", Arguments::areEqual);
		word("java.util.Objects.requireNonNull(Object)", (args) -> Logic.required(args.get(0)));
		word("java.lang.Enum.name()", Arguments::enumName);
		word("java.lang.Enum.equals(Object)", Arguments::methodEquals);
		for (String box : List.of("Integer", "Long", "Double")) {
			String owner = "java.lang." + box + ".";
			word(owner + "intValue()", (args) -> Arguments.unboxed(args, Kind.INT));
			word(owner + "longValue()", (args) -> Arguments.unboxed(args, Kind.LONG));
			word(owner + "doubleValue()", (args) -> Arguments.unboxed(args, Kind.DOUBLE));
			word(owner + "equals(Object)", Arguments::methodEquals);
		}
		word("java.lang.Integer.valueOf(int)", Arguments::boxed);
		word("java.lang.Long.valueOf(long)", (args) -> args.get(0));
		word("java.lang.Double.valueOf(double)", (args) -> args.get(0));
		word("java.lang.Boolean.valueOf(boolean)", (args) -> args.get(0));
		word("java.lang.Boolean.booleanValue()", (args) -> Arguments.unboxed(args, Kind.BOOLEAN));
		word("java.lang.Boolean.equals(Object)", Arguments::methodEquals);
		for (String type : List.of("List", "Set", "Collection", "ArrayList", "HashSet", "LinkedHashSet", "TreeSet",
				"EnumSet")) {
			String owner = "java.util." + type + ".";
			word(owner + "contains(Object)", Arguments::collectionContains);
			word(owner + "isEmpty()", (args) -> IS_EMPTY.with(Arguments.collection(args).values()));
			word(owner + "size()", (args) -> LENGTH.with(Arguments.collection(args).values()));
		}
		factories("java.util.List.of", Arguments::listOf);
		factories("java.util.Set.of", Arguments::setOf);
	}

	private static void factories(String method, Function<List<ScriptNode>, ScriptNode> word) {
		for (int count = 0; count <= 10; count++) {
			word(method + Stream.generate(() -> "Object").limit(count).collect(Collectors.joining(",", "(", ")")),
					word);
		}
		word(method + "(Object[])", (args) -> word.apply(Arguments.elements(args)));
	}

	/**
	 * Add a method that has the same name in JavaScript.
	 */
	private static void word(String method, Form form) {
		word(method, form::with);
	}

	/**
	 * Add a method that fails if an argument is null.
	 */
	private static void required(String method, Form form) {
		word(method, (args) -> form.with(Arguments.requiredButFirst(args)));
	}

	/**
	 * Add a method that reads a field.
	 */
	private static void field(String method, Form form) {
		word(method, (args) -> form.with(Arguments.fieldFirst(args)));
	}

	private static void word(String method, Function<List<ScriptNode>, ScriptNode> word) {
		WORDS.put(method, word);
	}

	/**
	 * Return the key of a method, such as {@code java.lang.String.indexOf(int)}.
	 */
	private static String key(Member method) {
		return Stream.of(Type.getArgumentTypes(method.descriptor()))
			.map((type) -> simpleName(type.getClassName()))
			.collect(Collectors.joining(",", method.owner().replace('/', '.') + "." + method.name() + "(", ")"));
	}

	private static String simpleName(String type) {
		return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
	}

}
