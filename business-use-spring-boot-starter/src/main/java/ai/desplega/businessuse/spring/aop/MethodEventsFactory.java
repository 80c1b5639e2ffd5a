package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * Creates the event templates of a method from its declarations on the first call: parses
 * expressions and prepares rules. Mistakes have already been reported at startup.
 */
final class MethodEventsFactory {

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final RuleResolver rules;

	private final ObjectProvider<FlowRegistry> flows;

	private final StandardEvaluationContext shared;

	MethodEventsFactory(BeanFactory beanFactory, RuleResolver rules) {
		this.flows = beanFactory.getBeanProvider(FlowRegistry.class);
		this.rules = rules;
		StandardEvaluationContext context = ReadOnce.newContext();
		context.setBeanResolver(new BeanFactoryResolver(beanFactory));
		this.shared = context;
	}

	MethodEvents create(Method method, List<EventDeclaration> declarations) {
		List<EventTemplate> templates = declarations.stream().map(this::template).toList();
		Class<?> returnType = declarations.isEmpty() ? method.getReturnType()
				: declarations.get(0).method().getReturnType();
		ReactorResults reactive = EventInterceptor.REACTOR ? ReactorResults.of(returnType) : null;
		return new MethodEvents(method, templates, CallContext.Parameters.of(source(method, declarations)), this.shared,
				reactive);
	}

	private static Method source(Method method, List<EventDeclaration> declarations) {
		return declarations.isEmpty() ? method : declarations.get(0).source();
	}

	private EventTemplate template(EventDeclaration declaration) {
		EventExpression runId = expression(declaration, "runId", declaration.runId());
		EventExpression condition = expression(declaration, "condition", declaration.condition());
		return new EventTemplate(declaration.id(), declaration.flow(), declaration.depIds().toArray(String[]::new),
				declaration.description().isBlank() ? null : declaration.description(), timeout(declaration),
				rule(declaration.filter()), validator(declaration), runId,
				DataTemplate.of(expression(declaration, "data", declaration.data())),
				expression(declaration, "additionalMeta", declaration.additionalMeta()), condition,
				problem(declaration, runId, condition));
	}

	private @Nullable String problem(EventDeclaration declaration, @Nullable EventExpression runId,
			@Nullable EventExpression condition) {
		if (EventDeclaration.isMissing(declaration.id()) || EventDeclaration.isMissing(declaration.flow())) {
			return declaration.where() + " needs an id and a flow";
		}
		if (runId == null) {
			return declaration.where() + " needs a valid runId";
		}
		if (condition == null && !declaration.condition().isBlank()) {
			return declaration.where() + " needs a valid condition";
		}
		if (declaration.assertion() && declaration.validator().isBlank() && declaredValidator(declaration) == null) {
			return declaration.where() + " needs a validator";
		}
		return null;
	}

	private static @Nullable Duration timeout(EventDeclaration declaration) {
		try {
			return declaration.parsedTimeout();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private Supplier<@Nullable Expr> validator(EventDeclaration declaration) {
		if (!declaration.assertion() || !declaration.validator().isBlank()) {
			return rule(declaration.validator());
		}
		Expr declared = declaredValidator(declaration);
		return () -> declared;
	}

	private @Nullable Expr declaredValidator(EventDeclaration declaration) {
		FlowRegistry known = this.flows.getIfUnique();
		return (known != null) ? RuleResolver.declaredValidator(declaration, known) : null;
	}

	private Supplier<@Nullable Expr> rule(String rule) {
		if (RuleResolver.isBean(rule)) {
			return () -> this.rules.resolve(rule);
		}
		Expr script = this.rules.resolve(rule);
		return () -> script;
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

}
