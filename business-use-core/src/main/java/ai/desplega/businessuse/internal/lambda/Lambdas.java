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
 * Lambdas and method references within a lambda.
 */
final class Lambdas {

	private final MethodFinder finder;

	Lambdas(MethodFinder finder) {
		this.finder = finder;
	}

	/**
	 * What an instruction creates that makes a lambda.
	 * @param captured the local variables that it captures
	 */
	Closure closure(Dynamic dynamic, List<ScriptNode> captured, Names names) {
		if (!dynamic.bootstrap().getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
			throw new Refusal(Constructs.linked(dynamic));
		}
		Handle method = (Handle) dynamic.arguments().get(1);
		return new Closure((kind) -> {
			Variable parameter = names.variable(kind, kind == Kind.TEXT);
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(parameter);
			return new Function(parameter, result(method, arguments, names));
		});
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
			return Vocabulary.call(member, coerced);
		}
		if (method.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
			throw new Refusal("creates a " + method.getOwner().replace('/', '.'));
		}
		return new SymbolicExecutor(this.finder.find(method.getOwner(), method.getName(), method.getDesc()), this,
				names)
			.result(arguments);
	}

	/**
	 * A static field that is a constant.
	 */
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
			throw new Refusal("switches on an enum: switch on its name()");
		}
		if (field.name().equals("$assertionsDisabled")) {
			throw new Refusal("contains an assert statement");
		}
		throw new Refusal(Constructs.read("static field", field));
	}

}
