package ai.desplega.businessuse.internal.lambda;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.ScriptNode.Opaque;
import ai.desplega.businessuse.internal.lambda.ScriptNode.Variable;
import org.objectweb.asm.Type;

/**
 * Translates a lambda in three steps: reads its byte code, executes it symbolically,
 * writes the resulting expression as JavaScript.
 */
final class Translator {

	private Translator() {
	}

	static Translation translate(SerializedLambda lambda, List<ScriptNode> captured, Class<?> type) {
		MethodFinder finder = new MethodFinder(type.getClassLoader());
		String place = place(lambda);
		try {
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(Variable.DATA);
			arguments.add(Variable.CTX);
			MethodCode code = finder.find(implementer(lambda), lambda.getImplMethodName(),
					lambda.getImplMethodSignature());
			ScriptNode result = new SymbolicExecutor(code, new Lambdas(finder), new Names()).result(arguments);
			return Translation.of(place, Writer.write(result));
		}
		catch (Refusal ex) {
			return Translation.refused(place, finder.explain(ex));
		}
		catch (StackOverflowError ex) {
			return Translation.refused(place, new Refusal("is nested too deeply", "split it into several rules"));
		}
		catch (Throwable ex) {
			return Translation.failed(place, ex);
		}
	}

	/**
	 * Return the nodes of the captured values, which stand before the parameters. For a
	 * method of an object, the object is the first of them.
	 */
	static List<ScriptNode> nodes(SerializedLambda lambda, Object[] captured) {
		if (captured.length == 0) {
			return List.of();
		}
		Type[] types = Type.getArgumentTypes(lambda.getImplMethodSignature());
		int receivers = (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic) ? 0 : 1;
		List<ScriptNode> nodes = new ArrayList<>(captured.length);
		for (int i = 0; i < captured.length; i++) {
			nodes.add((i < receivers) ? new Opaque("a " + captured[i].getClass().getSimpleName())
					: Values.captured(i, captured[i], types[i - receivers]));
		}
		return nodes;
	}

	/**
	 * Return the class that contains the method. A method reference on an object may run
	 * the code of a subclass.
	 */
	private static String implementer(SerializedLambda lambda) {
		boolean onObject = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
		String owner = lambda.getImplClass();
		boolean generated = lambda.getImplMethodName().startsWith("lambda$");
		if (onObject && !generated && (lambda.getCapturedArgCount() == 0
				|| !lambda.getCapturedArg(0).getClass().getName().equals(owner.replace('/', '.')))) {
			throw new Refusal("is a reference to a method that a subclass may override", "use a static method");
		}
		return owner;
	}

	private static String place(SerializedLambda lambda) {
		String name = lambda.getImplMethodName();
		String[] parts = name.split("\\$");
		String method = (name.startsWith("lambda$") && parts.length > 2) ? parts[1] : name;
		return Constructs.type(lambda.getImplClass()) + "." + method;
	}

}
