package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Evaluation context of one call. A parameter named {@code result} hides the return
 * value. Expressions can't assign values, because they must not change the call.
 */
final class CallContext extends MethodBasedEvaluationContext {

	static final String RESULT = "result";

	private static final ParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

	private final @Nullable Object[] arguments;

	private final @Nullable Object result;

	/**
	 * Create a context.
	 * @param shared delegates for all calls
	 */
	CallContext(StandardEvaluationContext shared, Parameters parameters, CallRoot root, @Nullable Object result) {
		super(root, parameters.method(), root.getArgs(), PARAMETER_NAMES);
		shared.applyDelegatesTo(this);
		this.arguments = root.getArgs();
		this.result = result;
		if (!parameters.hideResult()) {
			setVariable(RESULT, result);
		}
	}

	/**
	 * Return {@code true} if a value is the return value or an argument of the call.
	 */
	boolean isOfCall(Object value) {
		return value == this.result || Arrays.stream(this.arguments).anyMatch((argument) -> argument == value);
	}

	@Override
	public boolean isAssignmentEnabled() {
		return false;
	}

	/**
	 * Parameters of an annotated method.
	 *
	 * @param method the method whose parameter names are used in expressions: the
	 * annotated method, possibly of an interface
	 * @param hideResult {@code true} if one of them is named {@code result}
	 */
	record Parameters(Method method, boolean hideResult) {

		static Parameters of(Method method) {
			return new Parameters(method, names(method).contains(RESULT));
		}

		/**
		 * Return all names of the parameters in expressions: the names in the source
		 * code, if the class file contains them, and the names by index.
		 */
		static Set<String> names(Method method) {
			Set<String> all = new TreeSet<>();
			@Nullable String @Nullable [] names = PARAMETER_NAMES.getParameterNames(method);
			for (int i = 0; i < method.getParameterCount(); i++) {
				all.add("a" + i);
				all.add("p" + i);
				if (names != null && names[i] != null) {
					all.add(names[i]);
				}
			}
			return all;
		}

	}

}
