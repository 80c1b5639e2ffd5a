package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Checks annotated beans when they are created: their declarations, and whether a proxy
 * can intercept their methods. Mistakes are logged once for each class and never prevent
 * the start. Thread-safe.
 */
final class BeanChecks {

	private final ConfigurableListableBeanFactory beanFactory;

	private final AnnotatedMethods methods;

	private final DeclarationChecks declarations;

	private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

	private final Map<Method, List<EventDeclaration>> annotated = new ConcurrentHashMap<>();

	private final Set<String> processed = ConcurrentHashMap.newKeySet();

	private final RuleResolver rules;

	private volatile @Nullable FlowChecks flowChecks;

	private volatile boolean started;

	BeanChecks(ConfigurableListableBeanFactory beanFactory, AnnotatedMethods methods, RuleResolver rules) {
		this.beanFactory = beanFactory;
		this.methods = methods;
		this.rules = rules;
		this.declarations = new DeclarationChecks(rules);
	}

	/**
	 * Check a bean.
	 * @param bean the bean before post-processing, possibly a proxy
	 * @param processed the bean after post-processing
	 */
	void check(String beanName, Object bean, Object processed) {
		Class<?> type = AopUtils.getTargetClass(bean);
		Map<Method, List<EventDeclaration>> annotated = annotated(type, bean);
		if (annotated.isEmpty()) {
			return;
		}
		if (!this.started) {
			this.processed.add(beanName);
		}
		if (this.checked.add(Proxy.isProxyClass(bean.getClass()) ? bean.getClass() : type)) {
			this.annotated.putAll(annotated);
			annotated.forEach((method, declarations) -> {
				checkReachable(method, declarations.get(0), type, processed);
				declarations.forEach(this.declarations::check);
			});
			if (this.started) {
				this.declarations.checkRuleBeans();
			}
			FlowChecks flowChecks = this.flowChecks;
			if (flowChecks != null) {
				flowChecks.register(annotated.values().stream().flatMap(List::stream).toList());
			}
		}
	}

	/**
	 * Return the annotated methods of a class. If the bean is a proxy of another library,
	 * such as a repository, include the methods of the interfaces of the proxy.
	 */
	private Map<Method, List<EventDeclaration>> annotated(Class<?> type, Object bean) {
		Map<Method, List<EventDeclaration>> ofType = this.methods.of(type);
		if (!Proxy.isProxyClass(bean.getClass()) || bean.getClass() == type) {
			return ofType;
		}
		Map<Method, List<EventDeclaration>> all = new LinkedHashMap<>(ofType);
		this.methods.of(bean.getClass()).forEach((method, declarations) -> {
			if (!ofType.containsKey(AnnotatedMethods.mostSpecific(method, type))) {
				all.put(method, declarations);
			}
		});
		return all;
	}

	/**
	 * Run the checks that need all singletons: check the rule beans, and find beans that
	 * were never post-processed.
	 */
	void start() {
		this.started = true;
		this.declarations.checkRuleBeans();
		for (String beanName : this.beanFactory.getSingletonNames()) {
			if (!this.processed.contains(beanName) && !isReplacedByTest(beanName)) {
				checkUnprocessed(beanName);
			}
		}
		this.processed.clear();
	}

	/**
	 * Check the annotations against the declared flows and add their steps, now and for
	 * beans that are created later. Further calls, for example for a child context, have
	 * no effect.
	 */
	void register(FlowRegistry flows, boolean reportMissing) {
		if (this.flowChecks == null) {
			FlowChecks checks = new FlowChecks(this.rules, flows, reportMissing);
			this.flowChecks = checks;
			checks.register(this.annotated.values().stream().flatMap(List::stream).toList());
		}
	}

	/**
	 * Return the number of annotated methods of the beans that were created.
	 */
	int methods() {
		return this.annotated.size();
	}

	/**
	 * Return the number of flows that the annotated methods belong to.
	 */
	int flows() {
		return (int) this.annotated.values()
			.stream()
			.flatMap(List::stream)
			.map(EventDeclaration::flow)
			.filter((flow) -> !EventDeclaration.isMissing(flow))
			.distinct()
			.count();
	}

	private void checkUnprocessed(String beanName) {
		Object singleton = this.beanFactory.getSingleton(beanName);
		Class<?> type = (singleton instanceof FactoryBean) ? typeOfSynthetic(beanName)
				: (singleton != null) ? AopUtils.getTargetClass(singleton) : null;
		if (type != null) {
			this.methods.of(type)
				.values()
				.forEach((declarations) -> DeclarationChecks.warn(declarations.get(0), "bean '" + beanName
						+ "' was not post-processed, so the method is never recorded: it was registered as an"
						+ " instance, is synthetic, or was created before the post-processors because one of them"
						+ " depends on it"));
		}
	}

	/**
	 * Return the type of the object of a synthetic factory bean. Such an object is never
	 * post-processed; objects of other factory beans may not have been created yet.
	 */
	private @Nullable Class<?> typeOfSynthetic(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition
				&& definition.isSynthetic() ? this.beanFactory.getType(beanName, false) : null;
	}

	/**
	 * Return {@code true} for a bean override of a test, such as a mock: its definition
	 * refers to the field of the test.
	 */
	private boolean isReplacedByTest(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName)
				&& this.beanFactory.getBeanDefinition(beanName) instanceof RootBeanDefinition definition
				&& definition.getQualifiedElement() != null;
	}

	private static void checkReachable(Method method, EventDeclaration declaration, Class<?> type, Object bean) {
		String reason = Reachability.problem(method, type, bean);
		if (reason != null) {
			DeclarationChecks.warn(declaration,
					"no proxy can intercept the method, so it is never recorded: " + reason);
			return;
		}
		String caller = DirectCalls.caller(method);
		if (caller != null) {
			DeclarationChecks.warn(declaration, caller
					+ " calls the method on the object itself and not on its proxy, so that call is not recorded");
		}
	}

}
