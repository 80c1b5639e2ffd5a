package ai.desplega.businessuse.spring.aop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.internal.AnnotatedFlows;
import ai.desplega.businessuse.spring.internal.AnnotatedMethodCount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AdvisedSupport;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Bean post-processor that records the methods of beans annotated with
 * {@link ai.desplega.businessuse.spring.BusinessAct} or
 * {@link ai.desplega.businessuse.spring.BusinessAssert}. Other beans are not changed.
 * <p>
 * The advice is the innermost one: it is added after the existing advisors of a bean, and
 * later post-processors add their advisors before it. As for Spring's {@code @Retryable},
 * this post-processor runs just before post-processors that store references to beans,
 * such as those for listeners and scheduled methods.
 */
@SuppressWarnings("serial")
final class EventAnnotationBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor implements
		BeanFactoryInitializer<ListableBeanFactory>, SmartInitializingSingleton, AnnotatedMethodCount, AnnotatedFlows {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final transient ClientLookup clients;

	private final transient Map<String, Object> earlyBeans = new ConcurrentHashMap<>();

	private transient NestedProxies proxies = new NestedProxies();

	private transient @Nullable BeanChecks checks;

	/**
	 * Create a post-processor.
	 * @param clients provider of the client; without a client nothing is recorded
	 */
	EventAnnotationBeanPostProcessor(ObjectProvider<BusinessUseClient> clients) {
		this.clients = new ClientLookup(clients);
		setOrder(LOWEST_PRECEDENCE - 1);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		if (this.beanFactory == null) {
			throw new IllegalArgumentException(
					"A ConfigurableListableBeanFactory is required, but the bean factory is a "
							+ beanFactory.getClass().getName());
		}
		this.proxies = inherited(this.beanFactory);
		AnnotatedMethods methods = new AnnotatedMethods(new Placeholders(this.beanFactory));
		RuleResolver rules = new RuleResolver(beanFactory);
		EventInterceptor interceptor = new EventInterceptor(methods, new MethodEventsFactory(beanFactory, rules),
				this.clients, this.proxies);
		this.advisor = new EventAdvisor(methods, interceptor, beanFactory);
		this.checks = new BeanChecks(this.beanFactory, methods, rules);
	}

	/**
	 * Share the nested calls with the parent context, because a child context may expose
	 * the beans of its parent again.
	 */
	private NestedProxies inherited(HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		return (parent == null) ? this.proxies
				: parent.getBeanProvider(EventAnnotationBeanPostProcessor.class)
					.stream()
					.findFirst()
					.map((postProcessor) -> postProcessor.proxies)
					.orElse(this.proxies);
	}

	@Override
	public void initialize(ListableBeanFactory beanFactory) {
		this.clients.prepare();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.checks != null) {
			this.checks.start();
		}
		if (methods() > 0) {
			this.clients.require();
		}
	}

	/**
	 * Return the proxy for a bean that is part of a circular reference. All references
	 * must refer to the same proxy; otherwise, some would lack advice that is added
	 * later.
	 */
	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		Object target = AopProxyUtils.getSingletonTarget(bean);
		this.earlyBeans.put(beanName, (target != null) ? target : bean);
		return process(bean, beanName);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.earlyBeans.remove(beanName) == bean) {
			return bean;
		}
		Object processed = process(bean, beanName);
		return (this.earlyBeans.remove(beanName) == bean) ? bean : processed;
	}

	private Object process(Object bean, String beanName) {
		Object processed = bean;
		try {
			processed = advise(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.debug("Bean '{}' can't be proxied", beanName, ex);
		}
		if (this.checks != null) {
			this.checks.check(beanName, bean, processed);
		}
		return processed;
	}

	/**
	 * Add the advice to a bean, unless it was already added under another name of the
	 * bean. If the proxy has no target, the advice comes first, because another
	 * interceptor then returns without proceeding.
	 */
	private Object advise(Object bean, String beanName) {
		if (bean instanceof Advised proxy && !(bean instanceof AopInfrastructureBean)) {
			if (EventAdvisor.isIn(proxy)) {
				return bean;
			}
			if (this.advisor != null && !proxy.isFrozen()
					&& proxy.getTargetSource() == AdvisedSupport.EMPTY_TARGET_SOURCE
					&& isEligible(AopUtils.getTargetClass(bean))) {
				proxy.addAdvisor(0, this.advisor);
				return bean;
			}
		}
		return super.postProcessAfterInitialization(bean, beanName);
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

	@Override
	public int methods() {
		return (this.checks != null) ? this.checks.methods() : 0;
	}

	@Override
	public int flows() {
		return (this.checks != null) ? this.checks.flows() : 0;
	}

	@Override
	public void register(FlowRegistry flows, boolean reportMissing) {
		if (this.checks != null) {
			this.checks.register(flows, reportMissing);
		}
	}

	@Nullable Advisor advisor() {
		return this.advisor;
	}

}
