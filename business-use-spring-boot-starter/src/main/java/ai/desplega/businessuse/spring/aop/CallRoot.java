package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Root object of the SpEL expressions: one call of an annotated method.
 */
final class CallRoot {

	static final Set<String> PROPERTIES = Set.of("method", "methodName", "args", "target", "targetClass");

	private final Method method;

	private final @Nullable Object target;

	private final @Nullable Object[] args;

	CallRoot(Method method, @Nullable Object target, @Nullable Object[] args) {
		this.method = method;
		this.target = target;
		this.args = args;
	}

	public Method getMethod() {
		return this.method;
	}

	public String getMethodName() {
		return this.method.getName();
	}

	public @Nullable Object getTarget() {
		return this.target;
	}

	public Class<?> getTargetClass() {
		return (this.target != null) ? this.target.getClass() : this.method.getDeclaringClass();
	}

	public @Nullable Object[] getArgs() {
		return this.args;
	}

}
