package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/**
 * Matches the annotated methods of a class, as far as a proxy can see them. That a class
 * has none is known after one look.
 */
final class AnnotatedMethodPointcut extends StaticMethodMatcherPointcut {

	private final AnnotatedMethods methods;

	AnnotatedMethodPointcut(AnnotatedMethods methods) {
		this.methods = methods;
	}

	@Override
	public ClassFilter getClassFilter() {
		return (type) -> !this.methods.of(type).isEmpty();
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		int modifiers = method.getModifiers();
		return !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers)
				&& !this.methods.find(method, targetClass).isEmpty();
	}

}
