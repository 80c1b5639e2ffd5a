package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.Instruction.Member;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Closure;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Function;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Literal;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lambdas, method references and constants within a lambda.
 */
final class Lambdas {

	private static final int MAX_DEPTH = 20;

	private final MethodFinder finder;

	private int depth;

	Lambdas(MethodFinder finder) {
		this.finder = finder;
	}

	/**
	 * Return the nested lambda that an instruction creates.
	 * @param captured the values that it captures
	 */
	Closure closure(Dynamic dynamic, List<ScriptNode> captured, Names names) {
		if (!dynamic.bootstrap().getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
			throw Constructs.linked(dynamic);
		}
		Handle method = (Handle) dynamic.arguments().get(1);
		Type signature = (Type) dynamic.arguments().get(2);
		String type = Type.getReturnType(dynamic.descriptor()).getInternalName();
		return new Closure(type, captured, (kind) -> {
			checkParameter(kind, signature);
			Variable parameter = names.variable(kind, kind == Kind.STRING);
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(parameter);
			return new Function(parameter, result(method, arguments, names));
		});
	}

	private static void checkParameter(Kind kind, Type signature) {
		Type[] parameters = signature.getArgumentTypes();
		if (parameters.length != 1 || !Values.isA(kind, parameters[0].getInternalName())) {
			throw new Refusal("applies a lambda to " + Values.describe(kind) + ", which is not its parameter");
		}
	}

	private ScriptNode result(Handle method, List<ScriptNode> arguments, Names names) {
		Member member = new Member(method.getOwner(), method.getName(), method.getDesc());
		if (Vocabulary.knows(member)) {
			Type[] types = Type.getArgumentTypes(method.getDesc());
			int receivers = arguments.size() - types.length;
			List<ScriptNode> coerced = new ArrayList<>(arguments);
			for (int i = 0; i < types.length; i++) {
				coerced.set(receivers + i, Values.coerce(arguments.get(receivers + i), types[i]));
			}
			return Vocabulary.call(member, receivers == 1, coerced);
		}
		if (method.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
			throw new Refusal("creates a " + Constructs.type(method.getOwner()));
		}
		if (this.depth == MAX_DEPTH) {
			throw new Refusal("nests more than " + MAX_DEPTH + " lambdas, or refers to itself",
					"split it into several rules");
		}
		this.depth++;
		MethodCode code = this.finder.find(method.getOwner(), method.getName(), method.getDesc());
		ScriptNode result = new SymbolicExecutor(code, this, names).result(arguments);
		this.depth--;
		return result;
	}

	ScriptNode constant(Member field) {
		if (field.equals(Vocabulary.ROOT_LOCALE)) {
			return Vocabulary.ROOT;
		}
		if (field.owner().equals("java/lang/Boolean") && field.name().equals("TRUE")) {
			return ScriptNode.Literal.TRUE;
		}
		if (field.owner().equals("java/lang/Boolean") && field.name().equals("FALSE")) {
			return ScriptNode.Literal.FALSE;
		}
		if (field.descriptor().equals("L" + field.owner() + ";")
				&& this.finder.isEnumConstant(field.owner(), field.name())) {
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
