package ai.desplega.businessuse.spring.aop;

import java.io.Serializable;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.BeanFactory;

/**
 * Advisor that records annotated methods. In a serialized proxy, the advisor is replaced
 * by a reference to the bean factory, so that a serializable bean remains serializable.
 * If the bean factory doesn't exist when the proxy is deserialized, no events are
 * recorded.
 */
@SuppressWarnings("serial")
final class EventAdvisor extends AbstractPointcutAdvisor {

	private final transient Pointcut pointcut;

	private final transient EventInterceptor interceptor;

	private final BeanFactory beanFactory;

	EventAdvisor(AnnotatedMethods methods, EventInterceptor interceptor, BeanFactory beanFactory) {
		this.pointcut = new AnnotatedMethodPointcut(methods);
		this.interceptor = interceptor;
		this.beanFactory = beanFactory;
	}

	/**
	 * Return {@code true} if a proxy has this advice, possibly from another context.
	 */
	static boolean isIn(Advised proxy) {
		for (Advisor advisor : proxy.getAdvisors()) {
			if (advisor.getAdvice() instanceof EventInterceptor) {
				return true;
			}
		}
		return false;
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.interceptor;
	}

	private Object writeReplace() {
		return new Reference(this.beanFactory);
	}

	private record Reference(BeanFactory beanFactory) implements Serializable {

		private Object readResolve() {
			EventAnnotationBeanPostProcessor postProcessor = this.beanFactory
				.getBeanProvider(EventAnnotationBeanPostProcessor.class)
				.getIfAvailable();
			Advisor advisor = (postProcessor != null) ? postProcessor.advisor() : null;
			return (advisor != null) ? advisor : new DefaultPointcutAdvisor(new NoEvents());
		}

	}

	private static final class NoEvents implements MethodInterceptor, Serializable {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			return invocation.proceed();
		}

	}

}
