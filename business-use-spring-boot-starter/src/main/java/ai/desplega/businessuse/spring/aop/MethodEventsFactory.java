package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Makes the events of a method from its declarations: parses expressions and looks beans
 * up. That is done for the first call and not before, so that no bean is made early.
 */
final class MethodEventsFactory {

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	/**
	 * A script that is but a name can only be a constant.
	 */
	private static final Pattern NAME = Pattern.compile("(?!(true|false)$)[A-Za-z_$][\\w$]*");

	private final BeanFactory beanFactory;

	private final EvaluationContext shared;

	MethodEventsFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		StandardEvaluationContext context = new StandardEvaluationContext();
		context.setBeanResolver(new BeanFactoryResolver(beanFactory));
		this.shared = context;
	}

	/**
	 * Make the events of a method. Declarations that can't work are left out: that was
	 * said when the application started.
	 */
	MethodEvents create(Method method, List<EventDeclaration> declarations) {
		List<EventTemplate> templates = new ArrayList<>();
		for (EventDeclaration declaration : declarations) {
			EventTemplate template = template(declaration);
			if (template != null) {
				templates.add(template);
			}
		}
		boolean reactive = EventInterceptor.REACTOR && ReactorResults.isReactive(method.getReturnType());
		return new MethodEvents(method, List.copyOf(templates), parameters(declarations), this.shared, reactive);
	}

	private static Map<String, Integer> parameters(List<EventDeclaration> declarations) {
		return declarations.isEmpty() ? Map.of() : ParameterNames.of(declarations.get(0));
	}

	private @Nullable EventTemplate template(EventDeclaration declaration) {
		if (isMissing(declaration.id()) || isMissing(declaration.flow())) {
			return null;
		}
		EventExpression runId = expression(declaration, "runId", declaration.runId());
		EventExpression condition = expression(declaration, "condition", declaration.condition());
		if (runId == null || (condition == null && !declaration.condition().isBlank())) {
			return null;
		}
		return new EventTemplate(declaration.id(), declaration.flow(), declaration.depIds().toArray(String[]::new),
				declaration.description().isBlank() ? null : declaration.description(),
				EventTemplate.conditions(declaration.timeoutMs()), expr(declaration.filter(), declaration.engine()),
				expr(declaration.validator(), declaration.engine()), runId,
				DataTemplate.of(expression(declaration, "data", declaration.data())),
				expression(declaration, "additionalMeta", declaration.additionalMeta()), condition);
	}

	/**
	 * What a placeholder was left in is no name either: it would be another one once that
	 * is resolved, and an id belongs to one flow.
	 */
	static boolean isMissing(String name) {
		return name.isBlank() || name.contains("${");
	}

	private @Nullable EventExpression expression(EventDeclaration declaration, String attribute, String source) {
		if (source.isBlank()) {
			return null;
		}
		try {
			return new EventExpression(this.parser.parseRaw(source), attribute, declaration.where());
		}
		catch (ExpressionException ex) {
			return null;
		}
	}

	/**
	 * A script, or the name of a bean that is one.
	 */
	private @Nullable Expr expr(String scriptOrBean, Expr.Engine engine) {
		if (scriptOrBean.isBlank()) {
			return null;
		}
		if (this.beanFactory.containsBean(scriptOrBean) && this.beanFactory.isTypeMatch(scriptOrBean, Expr.class)) {
			return this.beanFactory.getBean(scriptOrBean, Expr.class);
		}
		if (NAME.matcher(scriptOrBean).matches()) {
			logger.warn("\"{}\" is sent as a script, for there is no bean of type Expr with that name", scriptOrBean);
		}
		return new Expr(engine, scriptOrBean);
	}

}
