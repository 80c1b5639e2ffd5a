package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.BridgeMethodResolver;

/**
 * Pointcut of the annotated methods that a proxy can intercept. Spring uses the strings
 * of class filter and method matcher as keys of its cache of proxy classes, so they are
 * the same for all instances.
 */
final class AnnotatedMethodPointcut extends StaticMethodMatcherPointcut {

	private final AnnotatedMethods methods;

	AnnotatedMethodPointcut(AnnotatedMethods methods) {
		this.methods = methods;
		setClassFilter(new AnnotatedClassFilter(methods));
	}

	/**
	 * Match an annotated method. The bridge of a generic method calls the bridged method
	 * on the proxy, where it is intercepted; that of a method of a package-private
	 * superclass calls it on the object.
	 */
	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		int modifiers = method.getModifiers();
		return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)
				&& !this.methods.find(method, targetClass).isEmpty() && !isGenericBridge(method);
	}

	private static boolean isGenericBridge(Method method) {
		return method.isBridge() && !BridgeMethodResolver.isVisibilityBridgeMethodPair(method,
				BridgeMethodResolver.findBridgedMethod(method));
	}

	@Override
	public String toString() {
		return AnnotatedMethodPointcut.class.getName();
	}

	private record AnnotatedClassFilter(AnnotatedMethods methods) implements ClassFilter {

		@Override
		public boolean matches(Class<?> type) {
			return !this.methods.of(type).isEmpty();
		}

		@Override
		public String toString() {
			return AnnotatedClassFilter.class.getName();
		}

	}

}
