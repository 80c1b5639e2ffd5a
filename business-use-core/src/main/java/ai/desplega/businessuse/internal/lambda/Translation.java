package ai.desplega.businessuse.internal.lambda;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * What came of a translation: a script, or the reason why there is none.
 */
final class Translation {

	private static final String HINT = ". For what a lambda can't say there is Expr.js(\"...\")";

	private final @Nullable Template template;

	private final @Nullable String constant;

	private final @Nullable String refusal;

	private Translation(@Nullable Template template, @Nullable String refusal) {
		this.template = template;
		this.constant = (template != null && template.isConstant()) ? template.fill(new Object[0]) : null;
		this.refusal = refusal;
	}

	static Translation of(SerializedLambda lambda, List<ScriptNode> captured, @Nullable ClassLoader loader) {
		try {
			MethodFinder finder = new MethodFinder(loader);
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(ScriptNode.Variable.DATA);
			arguments.add(ScriptNode.Variable.CTX);
			MethodCode code = finder.find(implementer(lambda), lambda.getImplMethodName(),
					lambda.getImplMethodSignature());
			ScriptNode result = new SymbolicExecutor(code, new Lambdas(finder), new Names()).result(arguments);
			return new Translation(Writer.write(result), null);
		}
		catch (Refusal ex) {
			return new Translation(null, message(lambda, ex));
		}
		catch (StackOverflowError ex) {
			return new Translation(null, message(lambda, new Refusal("is too long")));
		}
	}

	static Translation unreadable(Class<?> type) {
		return new Translation(null, type.getName() + " can't be sent as a script: it is not a lambda, or not one that "
				+ "can be read, as in a native image or a package that its module doesn't open" + HINT);
	}

	/**
	 * What takes the place of captured values, which stand before the parameters; for a
	 * method of an object, the object is the first.
	 */
	static List<ScriptNode> nodes(SerializedLambda lambda, Object[] captured) {
		if (captured.length == 0) {
			return List.of();
		}
		Type[] types = Type.getArgumentTypes(lambda.getImplMethodSignature());
		int receivers = (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic) ? 0 : 1;
		List<ScriptNode> nodes = new ArrayList<>(captured.length);
		for (int i = 0; i < captured.length; i++) {
			nodes.add((i < receivers) ? new ScriptNode.Opaque(captured[i].getClass().getName())
					: Values.captured(i, captured[i], types[i - receivers]));
		}
		return nodes;
	}

	/**
	 * The class whose code a method reference on an object runs may be a subclass.
	 */
	private static String implementer(SerializedLambda lambda) {
		boolean onObject = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
		String owner = lambda.getImplClass();
		boolean generated = lambda.getImplMethodName().startsWith("lambda$");
		if (onObject && !generated && (lambda.getCapturedArgCount() == 0
				|| !lambda.getCapturedArg(0).getClass().getName().equals(owner.replace('/', '.')))) {
			throw new Refusal("is a reference to a method that a subclass may override: use a static method");
		}
		return owner;
	}

	/**
	 * The script for captured values.
	 * @throws IllegalArgumentException if there is none
	 */
	String script(Object... captured) {
		if (this.constant != null) {
			return this.constant;
		}
		if (this.template != null) {
			return this.template.fill(captured);
		}
		throw new LambdaException(this.refusal);
	}

	private static String message(SerializedLambda lambda, Refusal refusal) {
		String name = lambda.getImplMethodName();
		String[] parts = name.split("\\$");
		String method = name.startsWith("lambda$") && parts.length > 1 ? parts[1] : name;
		String place = (refusal.place() != null) ? " (" + refusal.place() + ")" : "";
		return "The lambda in " + lambda.getImplClass().replace('/', '.') + "." + method + place
				+ " can't be sent as a script: it " + refusal.what() + HINT;
	}

}
