package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Field;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Several;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Vocabulary} does with arguments where putting them into a pattern is
 * not enough.
 */
final class Arguments {

	private static final Form DEP_DATA = Form.call(Kind.DATA, "$0.data");

	private static final Form NUMBER = Form.call(Kind.DOUBLE, "{num}(#0)");

	private static final Form SAME_DOUBLE = Form.call(Kind.BOOLEAN, "Object.is(#0, #1)");

	private static final Form ENUM_NAME = Form.call(Kind.TEXT, "{enumName}(#0)");

	private static final Form INCLUDES = Form.call(Kind.BOOLEAN, "$0.includes(#1)");

	private static final Form INCLUDES_DOUBLE = Form.call(Kind.BOOLEAN, "{hasDouble}(#0, #1)");

	private Arguments() {
	}

	static List<ScriptNode> requiredButFirst(List<ScriptNode> args) {
		List<ScriptNode> required = new ArrayList<>(args);
		for (int i = 1; i < required.size(); i++) {
			required.set(i, Logic.required(required.get(i)));
		}
		return required;
	}

	/**
	 * An object and the name of its field become that field.
	 */
	static List<ScriptNode> fieldFirst(List<ScriptNode> args) {
		List<ScriptNode> field = new ArrayList<>();
		field.add(new Field(args.get(0), Logic.required(args.get(1))));
		field.addAll(args.subList(2, args.size()));
		return field;
	}

	/**
	 * What is evaluated once in Java, and once for each element in JavaScript.
	 */
	static ScriptNode constant(ScriptNode argument) {
		if (argument.isAtom() && !argument.nullable()) {
			return argument;
		}
		throw new Refusal("computes the name of a field or node: use a constant");
	}

	static ScriptNode tested(List<ScriptNode> args, String pattern, Kind kind) {
		Function function = function(args);
		ScriptNode test = Logic.asBoolean(Logic.required(function.body()));
		return Form.call(kind, pattern).with(args.get(0), new Function(function.parameter(), test));
	}

	static ScriptNode measured(List<ScriptNode> args, String pattern) {
		Function function = function(args);
		ScriptNode body = Logic.required(function.body());
		if (!isNumber(body.kind())) {
			throw new Refusal("measures something by what is not a number");
		}
		return Form.call(Kind.DOUBLE, pattern)
			.with(args.get(0), new Function(function.parameter(), Arithmetic.convert(body, Kind.DOUBLE)));
	}

	static ScriptNode measuredField(List<ScriptNode> args, String pattern) {
		ScriptNode name = constant(args.get(1));
		Variable each = new Variable(args.get(0).kind().element(), false, "v");
		ScriptNode number = switch (each.kind()) {
			case DEP -> NUMBER.with(new Field(DEP_DATA.with(each), name));
			case DATA -> NUMBER.with(new Field(each, name));
			default -> Literal.of(Double.NaN);
		};
		return Form.call(Kind.DOUBLE, pattern).with(args.get(0), new Function(each, number));
	}

	private static Function function(List<ScriptNode> args) {
		if (args.get(1) instanceof Closure closure) {
			return closure.over().apply(args.get(0).kind().element());
		}
		throw new Refusal("uses a lambda that was made elsewhere");
	}

	/**
	 * Whether numbers or texts of the data contain something.
	 */
	static ScriptNode contains(List<ScriptNode> args) {
		Kind element = args.get(0).kind().element();
		if (element != Kind.DOUBLE && element != Kind.TEXT) {
			throw new Refusal("looks for an object among objects: use any");
		}
		ScriptNode value = (element == Kind.DOUBLE) ? asDouble(args.get(1)) : args.get(1);
		checkComparable(element, value);
		return INCLUDES.with(args.get(0), value);
	}

	/**
	 * A number that may be null is converted only where null stays null.
	 */
	private static ScriptNode asDouble(ScriptNode value) {
		if (value instanceof Literal literal && literal.value() instanceof Number number) {
			return Literal.of(number.doubleValue());
		}
		boolean converted = value.kind() == Kind.INT || value.kind() == Kind.LONG && !value.nullable();
		return converted ? Arithmetic.convert(value, Kind.DOUBLE) : value;
	}

	static ScriptNode inRoot(List<ScriptNode> args, String pattern) {
		if (args.get(1) != Vocabulary.ROOT) {
			throw new Refusal("changes case by the rules of a language: use Locale.ROOT");
		}
		return Form.call(Kind.TEXT, pattern).with(args.get(0));
	}

	static ScriptNode methodEquals(List<ScriptNode> args) {
		return areEqual(List.of(Logic.required(args.get(0)), args.get(1)));
	}

	static ScriptNode areEqual(List<ScriptNode> args) {
		ScriptNode left = args.get(0);
		ScriptNode right = args.get(1);
		if (left.kind() != Kind.NULL) {
			checkComparable(left.kind(), right);
		}
		boolean doubles = left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE;
		return (doubles ? SAME_DOUBLE : Comparisons.SAME).with(left, right);
	}

	private static void checkComparable(Kind kind, ScriptNode other) {
		boolean comparable = switch (kind) {
			case TEXT, BOOLEAN, INT, LONG, DOUBLE, ENUM -> true;
			default -> false;
		};
		boolean same = other.kind() == kind || other.kind() == Kind.NULL;
		if (!comparable || !same) {
			throw new Refusal("compares " + described(kind) + " with " + described(other.kind())
					+ (comparable ? ", which are never equal in Java" : ""));
		}
	}

	private static String described(Kind kind) {
		return switch (kind) {
			case TEXT -> "a text";
			case BOOLEAN -> "a boolean";
			case INT -> "an Integer";
			case LONG -> "a Long";
			case DOUBLE -> "a Double";
			case ENUM -> "an enum (its name() is a text)";
			case OTHER, CTX, COLLECTION -> "an object";
			default -> kind.name().toLowerCase(Locale.ROOT);
		};
	}

	static ScriptNode enumName(List<ScriptNode> args) {
		ScriptNode constant = args.get(0);
		if (constant instanceof CapturedValue hole) {
			return new CapturedValue(Kind.TEXT, hole.index());
		}
		if (constant instanceof Literal literal && literal.value() instanceof String qualified) {
			return Literal.of(qualified.substring(qualified.indexOf('#') + 1));
		}
		return ENUM_NAME.with(constant);
	}

	static ScriptNode unboxed(List<ScriptNode> args, Kind kind) {
		ScriptNode number = Logic.required(args.get(0));
		return isNumber(number.kind()) ? Arithmetic.convert(number, kind) : Form.call(kind, "$0").with(number);
	}

	static ScriptNode boxed(List<ScriptNode> args) {
		ScriptNode number = args.get(0);
		return (number instanceof Literal literal && literal.value() instanceof Integer value) ? Literal.boxed(value)
				: number;
	}

	private static boolean isNumber(Kind kind) {
		return kind == Kind.INT || kind == Kind.LONG || kind == Kind.DOUBLE;
	}

	static ScriptNode collection(List<ScriptNode> args, String pattern, Kind kind) {
		return new Form(kind, false, pattern, kind != Kind.BOOLEAN).with(several(args).values());
	}

	static ScriptNode collectionContains(List<ScriptNode> args) {
		Several several = several(args);
		ScriptNode value = several.refusesNull() ? Logic.required(args.get(1)) : args.get(1);
		if (several.element() != null) {
			checkComparable(several.element(), value);
		}
		return ((several.element() == Kind.DOUBLE) ? INCLUDES_DOUBLE : INCLUDES).with(several.values(), value);
	}

	private static Several several(List<ScriptNode> args) {
		if (args.get(0) instanceof Several several) {
			return several;
		}
		throw new Refusal("uses a list or set that is not a constant");
	}

	static ScriptNode listOf(List<ScriptNode> args) {
		List<ScriptNode> values = (args.size() == 1 && args.get(0) instanceof Elements array) ? array.values() : args;
		Kind common = null;
		for (ScriptNode value : values) {
			checkElement(value, common);
			common = value.kind();
		}
		return new Several(common, true, new Elements(values));
	}

	/**
	 * A set of two equal values can't be made, so they have to be known.
	 */
	static ScriptNode setOf(List<ScriptNode> args) {
		Several several = (Several) listOf(args);
		List<ScriptNode> values = ((Elements) several.values()).values();
		if (values.size() > 1 && values.stream().anyMatch((value) -> !(value instanceof Literal))) {
			throw new Refusal("makes a set of captured values: use List.of");
		}
		if (new HashSet<>(values).size() < values.size()) {
			throw new Refusal("makes a set in which a value occurs twice, which fails in Java");
		}
		return several;
	}

	private static void checkElement(ScriptNode value, @Nullable Kind common) {
		boolean constant = value instanceof Literal || value instanceof CapturedValue;
		boolean known = switch (value.kind()) {
			case TEXT, BOOLEAN, INT, LONG, DOUBLE -> true;
			default -> false;
		};
		if (!constant || !known || common != null && common != value.kind()) {
			throw new Refusal("makes a list or set of something else than constants of one kind");
		}
	}

}
