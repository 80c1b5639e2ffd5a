package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;

/**
 * Recognizes calls that reach an annotated method through several proxies, so that only
 * the innermost one records the event: a {@code ProxyFactoryBean} around a bean, or a
 * repository that delegates to a bean. Thread-safe.
 */
final class NestedProxies {

	private final ThreadLocal<@Nullable Call> calls = new ThreadLocal<>();

	/**
	 * Return {@code true} if a proxy has no target or its target is another proxy. The
	 * method may then belong to another bean.
	 */
	static boolean isProxy(@Nullable Object target) {
		return target == null || target instanceof SpringProxy || Proxy.isProxyClass(target.getClass());
	}

	/**
	 * Return {@code true} if the current thread is within a call of an outer proxy.
	 */
	boolean isNested() {
		return this.calls.get() != null;
	}

	/**
	 * Notify the outer proxy that its call has reached an inner proxy.
	 * @param declarations the annotations of the inner method
	 * @param type the class of the inner target
	 */
	void reached(List<EventDeclaration> declarations, Class<?> type) {
		Call call = this.calls.get();
		if (call != null && isSame(call.declarations, declarations, type)) {
			call.reached = true;
		}
	}

	Call enter(List<EventDeclaration> declarations) {
		Call call = new Call(declarations, this.calls.get());
		this.calls.set(call);
		return call;
	}

	/**
	 * End a call.
	 * @return {@code true} if it has reached an inner proxy
	 */
	boolean leave(Call call) {
		if (call.outer != null) {
			this.calls.set(call.outer);
		}
		else {
			this.calls.remove();
		}
		return call.reached;
	}

	private static boolean isSame(List<EventDeclaration> outer, List<EventDeclaration> inner, Class<?> type) {
		if (outer.isEmpty() || inner.isEmpty()) {
			return false;
		}
		Method source = outer.get(0).source();
		return source.getDeclaringClass().isAssignableFrom(type)
				&& AnnotatedMethods.mostSpecific(source, type).equals(inner.get(0).method());
	}

	/**
	 * Call of an outer proxy that has not returned.
	 */
	static final class Call {

		private final List<EventDeclaration> declarations;

		private final @Nullable Call outer;

		private boolean reached;

		private Call(List<EventDeclaration> declarations, @Nullable Call outer) {
			this.declarations = declarations;
			this.outer = outer;
		}

	}

}
