package ai.desplega.businessuse.spring.aop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Resolves the validators and filters of annotations: JavaScript, or {@code @beanName}
 * for a bean of type {@link Rule}. A bean is resolved once, so that calls after startup
 * don't wait for the creation of beans. Thread-safe.
 */
final class RuleResolver {

	private static final String BEAN_PREFIX = "@";

	private final Map<String, Expr> beans = new ConcurrentHashMap<>();

	private final BeanFactory beanFactory;

	RuleResolver(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	static boolean isBean(String rule) {
		return rule.strip().startsWith(BEAN_PREFIX);
	}

	/**
	 * Return the expression to send for a rule.
	 * @return the expression, or {@code null} if the rule is blank
	 * @throws IllegalArgumentException if there is no such bean, or the bean is not a
	 * rule that can be translated
	 * @throws BeansException if the bean can't be created
	 */
	@Nullable Expr resolve(String rule) {
		if (rule.isBlank()) {
			return null;
		}
		if (!isBean(rule)) {
			return Expr.js(rule);
		}
		String name = rule.strip().substring(BEAN_PREFIX.length());
		Expr known = this.beans.get(name);
		if (known == null) {
			known = resolveBean(name);
			this.beans.put(name, known);
		}
		return known;
	}

	/**
	 * Return the validator that the definition of a flow declares for an assertion.
	 * @return the expression, or {@code null} if no definition declares a valid one
	 */
	static @Nullable Expr declaredValidator(EventDeclaration declaration, FlowRegistry flows) {
		FlowDefinition flow = flows.flow(declaration.flow());
		StepDefinition step = (flow != null) ? flow.step(declaration.id()) : null;
		try {
			return (step != null) ? step.validator() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private Expr resolveBean(String name) {
		if (name.isEmpty() || !this.beanFactory.containsBean(name)) {
			throw new IllegalArgumentException("there is no bean '" + name + "'" + knownRules());
		}
		Object bean = this.beanFactory.getBean(name);
		Object target = AopProxyUtils.getSingletonTarget(bean);
		Object rule = (target != null) ? target : bean;
		try {
			if (rule instanceof Expr expr) {
				return expr;
			}
			if (rule instanceof Rule lambda) {
				return Expr.of(lambda);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("bean '" + name + "' can't be translated: " + ex.getMessage(), ex);
		}
		throw new IllegalArgumentException(
				"bean '" + name + "' is a " + rule.getClass().getName() + ", not a Rule" + knownRules());
	}

	private String knownRules() {
		if (!(this.beanFactory instanceof ListableBeanFactory listable)) {
			return "";
		}
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(listable, Rule.class, true, false);
		return (names.length > 0) ? "; beans of type Rule are: " + String.join(", ", names)
				: "; there are no beans of type Rule";
	}

}
