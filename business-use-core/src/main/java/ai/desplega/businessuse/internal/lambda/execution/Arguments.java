package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.script.Form;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Logic;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Atom;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.CapturedValue;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.ConstantCollection;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Elements;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the {@link Vocabulary} that can't be expressed as a pattern with arguments.
 */
final class Arguments {

	private static final Form DEP_DATA = Form.call(Kind.DATA, "$0.data");

	private static final Form NUMBER = Form.call(Kind.DOUBLE, "{num}(#0)");

	private static final Form SAME_DOUBLE = Form.call(Kind.BOOLEAN, "Object.is(#0, #1)");

	private static final Form ENUM_NAME = Form.call(Kind.STRING, "{enumName}(#0)");

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
	 * Replace an object and the name of its field by that field.
	 */
	static List<ScriptNode> fieldFirst(List<ScriptNode> args) {
		List<ScriptNode> field = new ArrayList<>();
		field.add(Form.field(args.get(0), Logic.required(args.get(1))));
		field.addAll(args.subList(2, args.size()));
		return field;
	}

	/**
	 * Return an argument that Java evaluates once and JavaScript once for each element.
	 */
	static ScriptNode constant(ScriptNode argument) {
		if (argument instanceof Atom && !argument.nullable()) {
			return argument;
		}
		throw new Refusal("computes the name of a field or the id of a dependency", "use a constant");
	}

	static ScriptNode tested(List<ScriptNode> args, String pattern, Kind kind) {
		Function function = function(args);
		ScriptNode test = Logic.asBoolean(Logic.required(function.body()));
		return Form.call(kind, pattern).with(args.get(0), new Function(function.parameter(), test));
	}

	static ScriptNode measured(List<ScriptNode> args, String pattern) {
		Function function = function(args);
		ScriptNode body = Logic.required(function.body());
		if (!body.kind().isNumber()) {
			throw new Refusal("sums or compares values that are not numbers");
		}
		return Form.call(Kind.DOUBLE, pattern)
			.with(args.get(0), new Function(function.parameter(), Arithmetic.convert(body, Kind.DOUBLE)));
	}

	static ScriptNode measuredField(List<ScriptNode> args, String pattern) {
		ScriptNode name = constant(args.get(1));
		Variable each = new Variable(args.get(0).kind().element(), false, "v");
		ScriptNode number = switch (each.kind()) {
			case DEP -> NUMBER.with(Form.field(DEP_DATA.with(each), name));
			case DATA -> NUMBER.with(Form.field(each, name));
			default -> Literal.of(Double.NaN);
		};
		return Form.call(Kind.DOUBLE, pattern).with(args.get(0), new Function(each, number));
	}

	private static Function function(List<ScriptNode> args) {
		if (args.get(1) instanceof Closure closure) {
			return closure.over().apply(args.get(0).kind().element());
		}
		throw new Refusal("uses a lambda that is not written as the argument", "write it as the argument");
	}

	static ScriptNode contains(List<ScriptNode> args) {
		Kind element = args.get(0).kind().element();
		if (element != Kind.DOUBLE && element != Kind.STRING) {
			throw new Refusal("checks whether a list contains an object", "use any");
		}
		ScriptNode value = (element == Kind.DOUBLE) ? asDouble(args.get(1)) : args.get(1);
		checkComparable(element, value);
		return INCLUDES.with(args.get(0), value);
	}

	/**
	 * Convert a number to a double. A number that may be null is converted only if null
	 * stays null.
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
			throw new Refusal("uses a locale", "use Locale.ROOT");
		}
		return Form.call(Kind.STRING, pattern).with(args.get(0));
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
		return doubles ? SAME_DOUBLE.with(left, right) : Logic.same(left, right);
	}

	private static void checkComparable(Kind kind, ScriptNode other) {
		boolean same = other.kind() == kind || other.kind() == Kind.NULL;
		if (!kind.isComparable() || !same) {
			throw new Refusal("compares " + described(kind) + " with " + described(other.kind())
					+ (kind.isComparable() ? ", which are never equal in Java" : ""));
		}
	}

	private static String described(Kind kind) {
		return switch (kind) {
			case INT -> "an Integer";
			case LONG -> "a Long";
			case DOUBLE -> "a Double";
			case ENUM -> "an enum (its name() is a string)";
			default -> kind.description();
		};
	}

	static ScriptNode enumName(List<ScriptNode> args) {
		ScriptNode constant = args.get(0);
		if (constant instanceof CapturedValue captured) {
			return new CapturedValue(Kind.STRING, captured.index());
		}
		if (constant instanceof Literal literal && literal.value() instanceof String qualified) {
			return Literal.of(qualified.substring(qualified.indexOf('#') + 1));
		}
		return ENUM_NAME.with(constant);
	}

	static ScriptNode unboxed(List<ScriptNode> args, Kind kind) {
		ScriptNode number = Logic.required(args.get(0));
		return number.kind().isNumber() ? Arithmetic.convert(number, kind) : Form.call(kind, "$0").with(number);
	}

	static ScriptNode boxed(List<ScriptNode> args) {
		ScriptNode number = args.get(0);
		return (number instanceof Literal literal && literal.value() instanceof Integer value) ? Literal.boxed(value)
				: number;
	}

	static ScriptNode collectionContains(List<ScriptNode> args) {
		ConstantCollection collection = collection(args);
		ScriptNode value = collection.refusesNull() ? Logic.required(args.get(1)) : args.get(1);
		if (collection.element() != null) {
			checkComparable(collection.element(), value);
		}
		return ((collection.element() == Kind.DOUBLE) ? INCLUDES_DOUBLE : INCLUDES).with(collection.values(), value);
	}

	static ConstantCollection collection(List<ScriptNode> args) {
		if (args.get(0) instanceof ConstantCollection collection) {
			return collection;
		}
		throw new Refusal("uses a list or set that is not a constant");
	}

	static List<ScriptNode> elements(List<ScriptNode> args) {
		if (args.get(0) instanceof Elements array) {
			return array.values();
		}
		throw new Refusal("creates a list or set of an array that is not a constant");
	}

	static ScriptNode listOf(List<ScriptNode> args) {
		Kind common = null;
		for (ScriptNode value : args) {
			checkElement(value, common);
			common = value.kind();
		}
		return new ConstantCollection(common, true, new Elements(args));
	}

	/**
	 * Create a set. A set of two equal values fails in Java, so the values must be known.
	 */
	static ScriptNode setOf(List<ScriptNode> args) {
		ConstantCollection collection = (ConstantCollection) listOf(args);
		List<ScriptNode> values = ((Elements) collection.values()).values();
		if (values.size() > 1 && values.stream().anyMatch((value) -> !(value instanceof Literal))) {
			throw new Refusal("creates a set of captured values", "use List.of");
		}
		if (new HashSet<>(values).size() < values.size()) {
			throw new Refusal("creates a set in which a value occurs twice, which fails in Java");
		}
		return collection;
	}

	private static void checkElement(ScriptNode value, @Nullable Kind common) {
		boolean constant = value instanceof Literal || value instanceof CapturedValue;
		boolean known = value.kind().isComparable() && value.kind() != Kind.ENUM;
		if (!constant || !known || common != null && common != value.kind()) {
			throw new Refusal("creates a list or set whose elements are not constants of one type");
		}
	}

}
