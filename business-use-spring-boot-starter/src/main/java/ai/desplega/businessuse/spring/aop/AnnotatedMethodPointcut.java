package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Pointcut of the annotated methods that a proxy can intercept. Spring uses the string
 * representations of class filter and method matcher as keys in its cache of proxy
 * classes, so they are equal for all instances.
 */
final class AnnotatedMethodPointcut extends StaticMethodMatcherPointcut {

	private final AnnotatedMethods methods;

	AnnotatedMethodPointcut(AnnotatedMethods methods) {
		this.methods = methods;
		setClassFilter(new AnnotatedClassFilter(methods));
	}

	/**
	 * Match an annotated method and its bridge methods. If a proxy did not intercept a
	 * bridge method, it would call the target and bypass the annotated method of the
	 * proxy.
	 */
	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		int modifiers = method.getModifiers();
		return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)
				&& !this.methods.find(method, targetClass).isEmpty();
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
