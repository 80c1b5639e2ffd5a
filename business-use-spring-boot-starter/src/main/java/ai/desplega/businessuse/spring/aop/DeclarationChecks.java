package ai.desplega.businessuse.spring.aop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Checks the attributes of annotations, and logs mistakes with their location and a
 * correction. Thread-safe.
 */
final class DeclarationChecks {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private static final Pattern RESULT = Pattern.compile("#" + CallContext.RESULT + "\\b");

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final StepConflicts conflicts = new StepConflicts();

	private final Queue<RuleBean> ruleBeans = new ConcurrentLinkedQueue<>();

	private final RuleResolver rules;

	DeclarationChecks(RuleResolver rules) {
		this.rules = rules;
	}

	void check(EventDeclaration declaration) {
		checkName(declaration, "id", declaration.id(), ", so no event is recorded");
		checkName(declaration, "flow", declaration.flow(), ", so no event is recorded");
		declaration.depIds().forEach((depId) -> {
			checkName(declaration, "depIds", depId, "");
			checkList(declaration, depId);
		});
		checkPlaceholders(declaration, "description", declaration.description(), "");
		checkTimeout(declaration);
		checkExpression(declaration, "runId", declaration.runId(), true);
		checkExpression(declaration, "data", declaration.data(), false);
		checkExpression(declaration, "additionalMeta", declaration.additionalMeta(), false);
		checkExpression(declaration, "condition", declaration.condition(), true);
		checkScript(declaration, "validator", declaration.validator());
		checkScript(declaration, "filter", declaration.filter());
		this.conflicts.check(declaration);
	}

	private void checkName(EventDeclaration declaration, String attribute, String name, String consequence) {
		if (name.isBlank()) {
			warn(declaration, attribute + " is missing" + consequence);
		}
		else if (ScriptChecks.isLikeSpel(name)) {
			warn(declaration, attribute + " \"" + name + "\" looks like a SpEL expression, but is a literal:"
					+ " only runId, data, additionalMeta and condition are evaluated");
		}
		checkPlaceholders(declaration, attribute, name, consequence);
	}

	private void checkList(EventDeclaration declaration, String depId) {
		String[] names = depId.strip().split("\\s*,\\s*");
		if (names.length > 1) {
			warn(declaration, "depIds \"" + depId + "\" is one name with a comma: write {\""
					+ String.join("\", \"", names) + "\"}");
		}
	}

	private void checkPlaceholders(EventDeclaration declaration, String attribute, String literal, String consequence) {
		if (literal.contains("${")) {
			warn(declaration,
					attribute + " \"" + literal + "\" has a placeholder that can't be resolved" + consequence);
		}
	}

	private void checkTimeout(EventDeclaration declaration) {
		try {
			declaration.parsedTimeout();
		}
		catch (IllegalArgumentException ex) {
			warn(declaration,
					"timeout \"" + declaration.timeout()
							+ "\" is not a duration such as \"10s\" or \"500ms\", so the step has no timeout: "
							+ ex.getMessage());
		}
	}

	private void checkScript(EventDeclaration declaration, String attribute, String rule) {
		if (RuleResolver.isBean(rule)) {
			this.ruleBeans.add(new RuleBean(declaration, attribute, rule));
		}
		else if (!rule.isBlank()) {
			String problem = ScriptChecks.problem(rule);
			if (problem != null) {
				warn(declaration, attribute + " \"" + rule + "\" " + problem);
			}
		}
	}

	private void checkExpression(EventDeclaration declaration, String attribute, String source, boolean needed) {
		String consequence = needed ? "no event is recorded" : "events are recorded without it";
		if (source.isBlank()) {
			if (attribute.equals("runId")) {
				warn(declaration, "runId is missing, so no event is recorded");
			}
			return;
		}
		try {
			SpelExpression expression = this.parser.parseRaw(source);
			new ExpressionChecks(source, CallContext.Parameters.names(declaration.source()),
					(mistake) -> warn(declaration, attribute + " \"" + source + "\" " + mistake))
				.check(expression.getAST(), true);
			checkResult(declaration, attribute, source);
		}
		catch (ExpressionException ex) {
			warn(declaration, attribute + " \"" + source + "\" is not a valid expression, so " + consequence
					+ ": position " + ex.getPosition() + ": " + ex.getSimpleMessage());
		}
	}

	private void checkResult(EventDeclaration declaration, String attribute, String source) {
		Matcher result = RESULT.matcher(source);
		if (declaration.method().getReturnType() == void.class && result.find()
				&& !CallContext.Parameters.names(declaration.source()).contains(CallContext.RESULT)) {
			warn(declaration, attribute + " \"" + source + "\" has #result at position " + result.start()
					+ ": the method has no return value");
		}
	}

	/**
	 * Check the rule beans. They may be created only after all singletons exist.
	 */
	void checkRuleBeans() {
		for (RuleBean bean = this.ruleBeans.poll(); bean != null; bean = this.ruleBeans.poll()) {
			try {
				this.rules.resolve(bean.rule());
			}
			catch (BeanCurrentlyInCreationException ex) {
				logger.debug("Rule {} is not checked", bean.rule(), ex);
			}
			catch (IllegalArgumentException | BeansException ex) {
				warn(bean.declaration(), bean.attribute() + " \"" + bean.rule()
						+ "\" can't be used, so no event is recorded: " + ex.getMessage());
			}
		}
	}

	static void warn(EventDeclaration declaration, String problem) {
		logger.warn("{}: {}", declaration.where(), problem);
	}

	private record RuleBean(EventDeclaration declaration, String attribute, String rule) {

	}

}
