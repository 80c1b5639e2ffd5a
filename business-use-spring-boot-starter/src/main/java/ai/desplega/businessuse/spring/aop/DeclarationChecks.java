package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeansException;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Says at the start what can't work, with the place: once for each class, and only in the
 * log. Observing an application is no reason for it not to start.
 */
final class DeclarationChecks {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private static final Set<String> WELL_KNOWN = Set.of(CallContext.RESULT, "root", "this");

	/**
	 * The properties of {@link CallRoot}.
	 */
	private static final Set<String> OF_ROOT = Set.of("method", "methodName", "args", "target", "targetClass");

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

	private final Map<String, EventDeclaration> nodes = new ConcurrentHashMap<>();

	private final Queue<RuleBean> ruleBeans = new ConcurrentLinkedQueue<>();

	private final RuleResolver rules;

	private volatile boolean started;

	DeclarationChecks(RuleResolver rules) {
		this.rules = rules;
	}

	/**
	 * Check the rules that are beans, which may only be created now.
	 */
	void start() {
		this.started = true;
		checkRuleBeans();
	}

	/**
	 * Check a bean.
	 * @param bean what the application gets, perhaps a proxy
	 */
	void check(Class<?> type, Map<Method, List<EventDeclaration>> methods, Object bean) {
		if (!methods.isEmpty() && this.checked.add(type)) {
			methods.forEach((method, declarations) -> {
				checkReachable(method, declarations.get(0), bean);
				declarations.forEach(this::check);
			});
			if (this.started) {
				checkRuleBeans();
			}
		}
	}

	private void checkReachable(Method method, EventDeclaration declaration, Object bean) {
		int modifiers = method.getModifiers();
		String reason = null;
		if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
			reason = "it is " + (Modifier.isPrivate(modifiers) ? "private" : "static");
		}
		else if (AopUtils.isJdkDynamicProxy(bean)) {
			reason = isInInterface(method, bean) ? null
					: "no interface of the proxy has it: put it into one, or set spring.aop.proxy-target-class to true";
		}
		else if (Modifier.isFinal(modifiers)) {
			reason = "it is final";
		}
		else if (!AopUtils.isAopProxy(bean)) {
			reason = "its class can't be extended by a proxy (is it final?)";
		}
		else if (isHiddenInOtherPackage(method, bean.getClass())) {
			reason = "it is visible only in its package, and that of the bean's class is another";
		}
		if (reason != null) {
			warn(declaration, "no proxy can see the method, so it is never recorded: " + reason);
		}
	}

	private static boolean isHiddenInOtherPackage(Method method, Class<?> proxy) {
		return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
				&& !method.getDeclaringClass().getPackageName().equals(proxy.getPackageName());
	}

	private static boolean isInInterface(Method method, Object proxy) {
		for (Class<?> type : proxy.getClass().getInterfaces()) {
			for (Method candidate : type.getMethods()) {
				if (candidate.getName().equals(method.getName())
						&& AopUtils.getMostSpecificMethod(candidate, method.getDeclaringClass()).equals(method)) {
					return true;
				}
			}
		}
		return false;
	}

	private void check(EventDeclaration declaration) {
		checkName(declaration, "id", declaration.id(), ", so no event is recorded");
		checkName(declaration, "flow", declaration.flow(), ", so no event is recorded");
		declaration.depIds().forEach((depId) -> checkName(declaration, "depIds", depId, ""));
		checkPlaceholders(declaration, "description", declaration.description(), "");
		checkTimeout(declaration);
		checkExpression(declaration, "runId", declaration.runId(), true);
		checkExpression(declaration, "data", declaration.data(), false);
		checkExpression(declaration, "additionalMeta", declaration.additionalMeta(), false);
		checkExpression(declaration, "condition", declaration.condition(), true);
		checkScript(declaration, "validator", declaration.validator());
		checkScript(declaration, "filter", declaration.filter());
		if (declaration.assertion() && declaration.validator().isBlank()) {
			warn(declaration, "validator is missing, so no event is recorded");
		}
		checkNode(declaration);
	}

	private void checkNode(EventDeclaration declaration) {
		if (declaration.depIds().contains(declaration.id())) {
			warn(declaration, "step '" + declaration.id()
					+ "' depends on itself, which the backend can't evaluate, so no event is recorded");
		}
		if (EventDeclaration.isMissing(declaration.id()) || EventDeclaration.isMissing(declaration.flow())) {
			return;
		}
		EventDeclaration other = this.nodes.putIfAbsent(declaration.id(), declaration);
		if (other == null) {
			return;
		}
		if (!other.flow().equals(declaration.flow())) {
			warn(declaration,
					"step '" + declaration.id() + "' of flow '" + declaration.flow() + "' is also a step of flow '"
							+ other.flow() + "' (" + other.where()
							+ "), but an id belongs to one flow: the backend can't evaluate the second");
			return;
		}
		List<String> differences = new ArrayList<>();
		compare(declaration, other, "type", EventDeclaration::type, differences);
		compare(declaration, other, "depIds", (each) -> new TreeSet<>(each.depIds()), differences);
		compare(declaration, other, "validator", EventDeclaration::validator, differences);
		compare(declaration, other, "filter", EventDeclaration::filter, differences);
		compare(declaration, other, "timeout", EventDeclaration::timeout, differences);
		if (!differences.isEmpty()) {
			warn(declaration,
					"step '" + declaration.id() + "' differs from " + other.where() + ": "
							+ String.join(", ", differences)
							+ ". The backend keeps what the latest event says, so declare the same on both");
		}
	}

	private static void compare(EventDeclaration declaration, EventDeclaration other, String attribute,
			Function<EventDeclaration, Object> value, List<String> differences) {
		Object here = value.apply(declaration);
		Object there = value.apply(other);
		if (!here.equals(there)) {
			differences.add(attribute + " is " + quoted(here) + " instead of " + quoted(there));
		}
	}

	private static String quoted(Object value) {
		return (value instanceof String string) ? "\"" + string + "\"" : value.toString();
	}

	private void checkName(EventDeclaration declaration, String attribute, String name, String consequence) {
		if (name.isBlank()) {
			warn(declaration, attribute + " is missing" + consequence);
		}
		else if (ScriptChecks.isLikeSpel(name)) {
			warn(declaration, attribute + " \"" + name + "\" looks like a SpEL expression, but is sent as it is:"
					+ " only runId, data, additionalMeta and condition are evaluated");
		}
		checkPlaceholders(declaration, attribute, name, consequence);
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
			warn(declaration, "timeout \"" + declaration.timeout()
					+ "\" is no duration such as \"10s\" or \"500ms\", so there is no timeout: " + ex.getMessage());
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
		String consequence = needed ? "no event is recorded" : "events go without it";
		if (source.isBlank()) {
			if (attribute.equals("runId")) {
				warn(declaration, "runId is missing, so no event is recorded");
			}
			return;
		}
		try {
			SpelExpression expression = this.parser.parseRaw(source);
			Set<String> names = ParameterNames.of(declaration).keySet();
			checkVariables(declaration, attribute, source, expression.getAST(), names);
			checkStart(declaration, attribute, source, expression.getAST());
		}
		catch (ExpressionException ex) {
			warn(declaration, attribute + " \"" + source + "\" is no expression, so " + consequence + ": position "
					+ ex.getPosition() + ": " + ex.getSimpleMessage());
		}
	}

	private void checkVariables(EventDeclaration declaration, String attribute, String source, SpelNode node,
			Set<String> names) {
		String name = PropertyPath.variable(node);
		if (name != null && !WELL_KNOWN.contains(name) && !names.contains(name)) {
			warn(declaration,
					attribute + " \"" + source + "\" has #" + name + " at position " + node.getStartPosition()
							+ ", but the method has no such argument (known are "
							+ String.join(", ", names.stream().sorted().map((known) -> "#" + known).toList())
							+ "): is the class compiled with -parameters?");
		}
		if (CallContext.RESULT.equals(name) && names.contains(name)) {
			warn(declaration,
					attribute + " \"" + source + "\" has #result at position " + node.getStartPosition()
							+ ": #result is the parameter with that name, not what the method returns:"
							+ " rename the parameter, or write #p0 (its index) for it");
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			checkVariables(declaration, attribute, source, node.getChild(i), names);
		}
	}

	/**
	 * A name without a # is looked for in the root, which has few.
	 */
	private void checkStart(EventDeclaration declaration, String attribute, String source, SpelNode node) {
		if (node instanceof InlineMap) {
			for (int value = 1; value < node.getChildCount(); value += 2) {
				checkStart(declaration, attribute, source, node.getChild(value));
			}
			return;
		}
		SpelNode first = (node instanceof CompoundExpression) ? node.getChild(0) : node;
		if (first instanceof PropertyOrFieldReference property && !OF_ROOT.contains(property.getName())) {
			warn(declaration,
					attribute + " \"" + source + "\" has " + property.getName() + " at position "
							+ property.getStartPosition() + ", which is no property of #root: an argument is #"
							+ property.getName() + ", a text '" + property.getName() + "'");
		}
	}

	private void checkRuleBeans() {
		for (RuleBean bean = this.ruleBeans.poll(); bean != null; bean = this.ruleBeans.poll()) {
			try {
				this.rules.resolve(bean.rule());
			}
			catch (IllegalArgumentException | BeansException ex) {
				warn(bean.declaration(), bean.attribute() + " \"" + bean.rule()
						+ "\" can't be used, so no event is recorded: " + ex.getMessage());
			}
		}
	}

	private static void warn(EventDeclaration declaration, String problem) {
		logger.warn("{}: {}", declaration.where(), problem);
	}

	private record RuleBean(EventDeclaration declaration, String attribute, String rule) {

	}

}
