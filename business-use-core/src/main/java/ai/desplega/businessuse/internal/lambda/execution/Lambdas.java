package ai.desplega.businessuse.internal.lambda.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.bytecode.Member;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodFinder;
import ai.desplega.businessuse.internal.lambda.script.JsLiteral;
import ai.desplega.businessuse.internal.lambda.script.Kind;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Executes a lambda, the lambdas and method references within it, and its constants. Also
 * names the variables of the script, and limits the steps of its translation.
 */
public final class Lambdas {

	private static final int MAX_DEPTH = 20;

	private static final int MAX_STEPS = 10_000;

	private static final Map<Member, ScriptNode> CONSTANTS = Map.of(
			new Member("java/util/Locale", "ROOT", "Ljava/util/Locale;"), Vocabulary.ROOT,
			new Member("java/lang/Boolean", "TRUE", "Ljava/lang/Boolean;"), Literal.TRUE,
			new Member("java/lang/Boolean", "FALSE", "Ljava/lang/Boolean;"), Literal.FALSE);

	private final MethodFinder finder;

	private int depth;

	private int steps;

	private int variables;

	public Lambdas(MethodFinder finder) {
		this.finder = finder;
	}

	/**
	 * Return the result of a method as an expression.
	 * @param arguments with {@code this} as the first, unless the method is static
	 * @throws Refusal if the method contains something that can't be translated
	 */
	public ScriptNode execute(Member method, List<ScriptNode> arguments) {
		if (this.depth > MAX_DEPTH) {
			throw new Refusal("nests more than " + MAX_DEPTH + " lambdas, or refers to itself",
					"split it into several rules");
		}
		this.depth++;
		ScriptNode result = new SymbolicExecutor(this.finder.find(method), this).result(arguments);
		this.depth--;
		return result;
	}

	/**
	 * Count an executed instruction.
	 * @throws Refusal if there were too many
	 */
	void step() {
		if (++this.steps > MAX_STEPS) {
			throw new Refusal("is too long: its translation takes more than " + MAX_STEPS + " steps",
					"split it into several rules");
		}
	}

	Variable variable(Kind kind, boolean nullable) {
		return new Variable(kind, nullable, "v" + ++this.variables);
	}

	/**
	 * Return the nested lambda that an instruction creates.
	 * @param captured the values that it captures
	 */
	Closure closure(InvokeDynamicInsnNode dynamic, List<ScriptNode> captured) {
		if (!dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
			throw Constructs.linked(dynamic);
		}
		Handle method = (Handle) dynamic.bsmArgs[1];
		Type[] parameters = ((Type) dynamic.bsmArgs[2]).getArgumentTypes();
		String type = Type.getReturnType(dynamic.desc).getInternalName();
		return new Closure(type, (kind) -> {
			if (parameters.length != 1 || !kind.isA(parameters[0].getInternalName())) {
				throw new Refusal("applies a lambda to " + kind.description() + ", which is not its parameter");
			}
			Variable parameter = variable(kind, kind == Kind.STRING);
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(parameter);
			return new Function(parameter, body(method, arguments));
		});
	}

	private ScriptNode body(Handle method, List<ScriptNode> arguments) {
		Member member = Member.of(method);
		if (Vocabulary.knows(member)) {
			return Vocabulary.call(member, arguments);
		}
		if (method.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
			throw new Refusal("creates a " + Constructs.type(method.getOwner()));
		}
		return execute(member, arguments);
	}

	/**
	 * Return the value of a static field.
	 */
	ScriptNode constant(Member field) {
		ScriptNode constant = CONSTANTS.get(field);
		if (constant != null) {
			return constant;
		}
		if (field.descriptor().equals("L" + field.owner() + ";") && this.finder.isEnumConstant(field)) {
			return new Literal(Kind.ENUM, JsLiteral.enumConstant(field.owner().replace('/', '.'), field.name()));
		}
		if (field.name().startsWith("$SwitchMap$")) {
			throw new Refusal("switches on an enum", "switch on its name()");
		}
		if (field.name().equals("$assertionsDisabled")) {
			throw new Refusal("contains an assert statement");
		}
		throw Constructs.read("static field", field);
	}

}
