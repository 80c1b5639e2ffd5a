package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.AnnotatedMethodCount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Records the methods of beans that are annotated with
 * {@link ai.desplega.businessuse.spring.BusinessAct} or
 * {@link ai.desplega.businessuse.spring.BusinessAssert}. Other beans are left as they
 * are.
 * <p>
 * Its advice is the innermost: it comes after the advisors that a bean already has, and
 * those who come later put theirs in front.
 * <p>
 * The pattern is that of the Spring Framework's own post-processors for {@code @Async}
 * and {@code @Retryable}.
 */
@SuppressWarnings("serial")
final class EventAnnotationBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor
		implements SmartInitializingSingleton, AnnotatedMethodCount {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final transient ObjectProvider<BusinessUseClient> clients;

	private final transient Map<String, Object> earlyBeans = new ConcurrentHashMap<>();

	private final transient Set<Class<?>> annotatedTypes = ConcurrentHashMap.newKeySet();

	private transient AnnotatedMethods methods = new AnnotatedMethods(UnaryOperator.identity());

	private transient @Nullable DeclarationChecks checks;

	/**
	 * Creates a post-processor.
	 * @param clients asked for the client when the first event is recorded; without one
	 * nothing is recorded
	 */
	EventAnnotationBeanPostProcessor(ObjectProvider<BusinessUseClient> clients) {
		this.clients = clients;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		if (this.beanFactory != null) {
			this.methods = new AnnotatedMethods(new Placeholders(this.beanFactory));
		}
		RuleResolver rules = new RuleResolver(beanFactory);
		this.checks = new DeclarationChecks(rules);
		this.advisor = new DefaultPointcutAdvisor(new AnnotatedMethodPointcut(this.methods),
				new EventInterceptor(this.methods, new MethodEventsFactory(beanFactory, rules), this.clients));
	}

	/**
	 * Where beans refer to each other, one is handed out before it is finished. It has to
	 * be the same that all others get later, or those get a bean without the advice, such
	 * as transactions, that was put around it for the first.
	 */
	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		this.earlyBeans.put(beanName, (target != null) ? target : bean);
		return process(bean, beanName);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (this.earlyBeans.remove(beanName) == bean) ? bean : process(bean, beanName);
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.checks != null) {
			this.checks.start();
		}
	}

	private Object process(Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Object processed = bean;
		try {
			processed = super.postProcessAfterInitialization(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.debug("Bean '{}' can't be proxied", beanName, ex);
		}
		Map<Method, List<EventDeclaration>> annotated = this.methods.of(type);
		if (!annotated.isEmpty()) {
			this.annotatedTypes.add(type);
		}
		if (this.checks != null) {
			this.checks.check(type, annotated, processed);
		}
		return processed;
	}

	@Override
	public int methods() {
		return (int) this.annotatedTypes.stream()
			.flatMap((type) -> this.methods.of(type).keySet().stream())
			.distinct()
			.count();
	}

	@Override
	public int flows() {
		return (int) this.annotatedTypes.stream()
			.flatMap((type) -> this.methods.of(type).values().stream())
			.flatMap(List::stream)
			.map(EventDeclaration::flow)
			.filter((flow) -> !EventDeclaration.isMissing(flow))
			.distinct()
			.count();
	}

	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		try {
			return super.determineBeanType(beanClass, beanName);
		}
		catch (AopConfigException ex) {
			return beanClass;
		}
	}

}
