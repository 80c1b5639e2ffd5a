package ai.desplega.businessuse.spring.aop;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.support.StandardTypeLocator;

/**
 * Finds names in a SpEL expression that can't be resolved: unknown variables, and names
 * without {@code #} that are not properties of the root.
 */
final class ExpressionChecks {

	private static final Set<String> WELL_KNOWN = Set.of("result", "root", "this");

	private final String source;

	private final Set<String> arguments;

	private final Consumer<String> mistakes;

	/**
	 * Create the checks of one expression.
	 * @param arguments the names of the arguments
	 * @param mistakes receives a description of each mistake
	 */
	ExpressionChecks(String source, Set<String> arguments, Consumer<String> mistakes) {
		this.source = source;
		this.arguments = arguments;
		this.mistakes = mistakes;
	}

	/**
	 * Check a node and all nodes below it.
	 * @param root {@code true} if names without {@code #} are properties of the root
	 */
	void check(SpelNode node, boolean root) {
		if (node instanceof PropertyOrFieldReference property) {
			checkProperty(property, root);
		}
		else if (node instanceof MethodReference method) {
			checkMethod(method, root);
		}
		else if (node instanceof VariableReference || node instanceof FunctionReference) {
			checkVariable(node);
		}
		else if (node instanceof TypeReference) {
			checkType(node);
			return;
		}
		else if (node instanceof Indexer && root) {
			checkIndexOfRoot(node);
		}
		else if (node instanceof Assign) {
			report(node, "has an assignment", "expressions can't assign values");
		}
		checkChildren(node, root);
	}

	private void checkChildren(SpelNode node, boolean root) {
		for (int i = 0; i < node.getChildCount(); i++) {
			SpelNode child = node.getChild(i);
			if (node instanceof InlineMap && i % 2 == 0) {
				checkKey(child, root);
			}
			else if (node instanceof CompoundExpression && i > 0) {
				checkMember(node.getChild(i - 1), child);
			}
			else if (node instanceof Indexer && child instanceof PropertyOrFieldReference) {
				continue;
			}
			else if (node instanceof Selection || node instanceof Projection) {
				check(child, false);
			}
			else {
				check(child, root || node instanceof MethodReference || node instanceof Indexer);
			}
		}
	}

	/**
	 * Check a member of an object of unknown type, unless that is the root.
	 */
	private void checkMember(SpelNode object, SpelNode member) {
		boolean root = object instanceof VariableReference && name(object).equals("root");
		if (member instanceof PropertyOrFieldReference property) {
			checkProperty(property, root);
		}
		else if (root || !(member instanceof MethodReference)) {
			check(member, root);
		}
		else {
			checkChildren(member, true);
		}
	}

	private void checkKey(SpelNode key, boolean root) {
		if (key instanceof PropertyOrFieldReference || key instanceof Literal) {
			return;
		}
		String text = text(key);
		if (key.getChildCount() > 0 && !text.contains("#")) {
			report(key, "has the key " + text, "write '" + text + "'");
			return;
		}
		check(key, root);
	}

	private void checkProperty(PropertyOrFieldReference property, boolean root) {
		String name = property.getName();
		if (!root || CallRoot.PROPERTIES.contains(name)) {
			return;
		}
		if (this.arguments.contains(name) || name.equals("result")) {
			report(property, "has " + name, "write #" + name);
		}
		else {
			report(property, "has " + name, "it is not a property of #root: an argument is written as #" + name
					+ ", a string as '" + name + "' (known: " + known() + ")");
		}
	}

	private void checkIndexOfRoot(SpelNode indexer) {
		SpelNode index = indexer.getChild(0);
		String name = (index instanceof StringLiteral literal) ? String.valueOf(literal.getLiteralValue().getValue())
				: index.toStringAST();
		if (!CallRoot.PROPERTIES.contains(name)) {
			report(indexer, "has [" + index.toStringAST() + "]",
					"it is not a property of #root: write {#a, #b} for a list");
		}
	}

	private void checkMethod(MethodReference method, boolean root) {
		boolean known = Arrays.stream(CallRoot.class.getMethods())
			.anyMatch((each) -> each.getName().equals(method.getName())
					&& each.getParameterCount() == method.getChildCount());
		if (root && !known) {
			report(method, "calls " + method.getName() + "(...)",
					"#root has no such method: write #root.target for the bean, or #argument for an argument");
		}
	}

	private void checkVariable(SpelNode variable) {
		String name = name(variable);
		if (variable instanceof FunctionReference) {
			report(variable, "calls #" + name + "(...)", "functions are not supported: write @" + name);
		}
		else if (!WELL_KNOWN.contains(name) && !this.arguments.contains(name)) {
			report(variable, "has #" + name, "the method has no such argument (known: " + known()
					+ "): is the class compiled with -parameters?");
		}
		else if (name.equals(CallContext.RESULT) && this.arguments.contains(name)) {
			report(variable, "has #result", "#result is the parameter with that name, not the return value:"
					+ " rename the parameter, or write it by its index, such as #p1 for the second one");
		}
	}

	private void checkType(SpelNode node) {
		String name = node.toStringAST().replaceAll("^T\\(|[\\[\\])]+$", "");
		try {
			if (name.contains(".")) {
				new StandardTypeLocator().findType(name);
			}
		}
		catch (EvaluationException ex) {
			report(node, "has T(" + name + ")", "there is no such class");
		}
	}

	private String known() {
		return String.join(", ", this.arguments.stream().sorted().map((name) -> "#" + name).toList());
	}

	private void report(SpelNode node, String problem, String fix) {
		this.mistakes.accept(problem + " at position " + start(node) + ": " + fix);
	}

	private String text(SpelNode node) {
		int end = Math.max(this.source.indexOf(':', node.getStartPosition()), node.getEndPosition());
		return this.source.substring(start(node), Math.min(end, this.source.length())).strip();
	}

	/**
	 * Return the position of a node. The position of a binary operator is the position of
	 * its symbol.
	 */
	private static int start(SpelNode node) {
		int start = node.getStartPosition();
		for (int i = 0; i < node.getChildCount(); i++) {
			start = Math.min(start, start(node.getChild(i)));
		}
		return start;
	}

	private static String name(SpelNode variable) {
		String text = variable.toStringAST().substring(1);
		int parenthesis = text.indexOf('(');
		return (parenthesis < 0) ? text : text.substring(0, parenthesis);
	}

}
