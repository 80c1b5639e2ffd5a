package ai.desplega.businessuse.internal.lambda;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.internal.lambda.bytecode.Constructs;
import ai.desplega.businessuse.internal.lambda.bytecode.Member;
import ai.desplega.businessuse.internal.lambda.bytecode.MethodFinder;
import ai.desplega.businessuse.internal.lambda.execution.Lambdas;
import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode;
import ai.desplega.businessuse.internal.lambda.script.ScriptNode.Variable;
import ai.desplega.businessuse.internal.lambda.script.Writer;

/**
 * Translates a lambda in three steps: finds its byte code, executes it symbolically,
 * writes the resulting expression as JavaScript.
 */
final class Translator {

	private Translator() {
	}

	static Translation translate(SerializedLambda lambda, List<ScriptNode> captured, Class<?> type) {
		MethodFinder code = new MethodFinder(type.getClassLoader());
		String place = place(lambda);
		try {
			List<ScriptNode> arguments = new ArrayList<>(captured);
			arguments.add(Variable.DATA);
			arguments.add(Variable.CTX);
			ScriptNode result = new Lambdas(code).execute(method(lambda), arguments);
			return Translation.of(place, Writer.write(result));
		}
		catch (Refusal ex) {
			return Translation.refused(place, code.explain(ex));
		}
		catch (StackOverflowError ex) {
			return Translation.refused(place, new Refusal("is nested too deeply", "split it into several rules"));
		}
		catch (Throwable ex) {
			return Translation.failed(place, ex);
		}
	}

	/**
	 * Return the method that implements the lambda. A method reference on an object may
	 * run the code of a subclass.
	 */
	private static Member method(SerializedLambda lambda) {
		boolean onObject = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
		String owner = lambda.getImplClass();
		boolean generated = lambda.getImplMethodName().startsWith("lambda$");
		if (onObject && !generated && (lambda.getCapturedArgCount() == 0
				|| !lambda.getCapturedArg(0).getClass().getName().equals(owner.replace('/', '.')))) {
			throw new Refusal("is a reference to a method that a subclass may override", "use a static method");
		}
		return new Member(owner, lambda.getImplMethodName(), lambda.getImplMethodSignature());
	}

	private static String place(SerializedLambda lambda) {
		String method = lambda.getImplMethodName().replaceFirst("^lambda\\$([^$]+)\\$.*", "$1");
		return Constructs.type(lambda.getImplClass()) + "." + method;
	}

}
