package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * Determines whether the proxy of a bean can intercept a method.
 */
final class Reachability {

	private Reachability() {
	}

	/**
	 * Return the reason why calls of a method can't be intercepted.
	 * @param type the class of the target
	 * @param bean the bean after post-processing
	 * @return the reason, or {@code null} if a proxy intercepts the method
	 */
	static @Nullable String problem(Method method, Class<?> type, Object bean) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
			return "it is " + (Modifier.isPrivate(modifiers) ? "private" : "static");
		}
		if (AopUtils.isJdkDynamicProxy(bean)) {
			return isInInterface(method, type, bean) ? null
					: "no interface of the proxy declares it; declare it in an interface, or set "
							+ "spring.aop.proxy-target-class to true";
		}
		if (Modifier.isFinal(modifiers)) {
			return "it is final";
		}
		if (!AopUtils.isAopProxy(bean)) {
			return Modifier.isFinal(type.getModifiers()) ? "its class is final"
					: "its class can't be extended by a proxy";
		}
		return isHiddenInOtherPackage(method, bean.getClass())
				? "it is package-private, and the bean's class is in another package" : null;
	}

	private static boolean isHiddenInOtherPackage(Method method, Class<?> proxy) {
		return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
				&& !method.getDeclaringClass().getPackageName().equals(proxy.getPackageName());
	}

	private static boolean isInInterface(Method method, Class<?> type, Object proxy) {
		for (Class<?> implemented : proxy.getClass().getInterfaces()) {
			for (Method candidate : implemented.getMethods()) {
				if (candidate.getName().equals(method.getName()) && (candidate.equals(method)
						|| AnnotatedMethods.mostSpecific(candidate, type).equals(method))) {
					return true;
				}
			}
		}
		return false;
	}

}
