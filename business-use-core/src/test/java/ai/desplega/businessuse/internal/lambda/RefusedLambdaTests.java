package ai.desplega.businessuse.internal.lambda;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.Predicate;

import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import ai.desplega.businessuse.rule.RuleContext;
import ai.desplega.businessuse.rule.ValueList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that constructs without an equivalent script are refused with a message that
 * names the construct, its location and an alternative.
 */
@SuppressWarnings({ "serial", "fallthrough" })
class RefusedLambdaTests {

	private static final List<String> CURRENCIES = new ArrayList<>(List.of("EUR"));

	private double limit = 5;

	private final Thread thread = new Thread();

	@Test
	void theMessageNamesConstructLocationAndAlternative() {
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of((data, ctx) -> System.nanoTime() > 0))
			.withMessageMatching("The lambda in RefusedLambdaTests."
					+ "theMessageNamesConstructLocationAndAlternative \\(RefusedLambdaTests.java:\\d+\\) can't be translated to JavaScript: "
					+ "it calls System.nanoTime\\(\\); use Expr.js\\(\"...\"\\)");
	}

	@Test
	void loops() {
		assertRefused((data, ctx) -> {
			double sum = 0;
			for (int i = 0; i < 3; i++) {
				sum += data.number("x");
			}
			return sum > 3;
		}, "contains a loop");
		assertRefused((data, ctx) -> {
			while (data.bool("x")) {
				return true;
			}
			for (;;) {
			}
		}, "contains a loop");
	}

	@Test
	void fieldsOfTheObjectAround() {
		assertRefused((data, ctx) -> data.number("x") > this.limit,
				"reads the field RefusedLambdaTests.limit; copy it into a local variable");
		assertRefused((data, ctx) -> {
			this.limit = 3;
			return true;
		}, "assigns to the field RefusedLambdaTests.limit");
		assertRefused(new Inner().rule(),
				"uses a member of the enclosing object of type RefusedLambdaTests; " + "copy it into a local variable");
	}

	@Test
	void fieldsThatCouldNotBeCapturedEither() {
		String captured = ", and only numbers, strings, booleans, enums and lists and sets of them can be captured";
		assertRefused((data, ctx) -> CURRENCIES.contains(data.string("x")),
				"reads the static field" + " RefusedLambdaTests.CURRENCIES; copy it into a local variable");
		assertRefused((data, ctx) -> {
			System.out.println(data);
			return true;
		}, "prints to System.out, which has no effect in the backend; leave it out");
		assertRefused((data, ctx) -> BigDecimal.TEN.doubleValue() > data.number("x"),
				"reads the static field BigDecimal.TEN of type BigDecimal" + captured);
		assertRefused((data, ctx) -> this.thread.isAlive(),
				"reads the field RefusedLambdaTests.thread of type Thread" + captured);
	}

	@Test
	void exceptions() {
		assertRefused((data, ctx) -> {
			if (!data.has("x")) {
				throw new IllegalStateException();
			}
			return true;
		}, "throws a new IllegalStateException");
		assertRefused((data, ctx) -> {
			try {
				return data.bool("x");
			}
			catch (RuntimeException ex) {
				return false;
			}
		}, "catches exceptions");
	}

	@Test
	void namesCaughtExceptionsAsInTheSource() {
		Rule guarded = (data, ctx) -> {
			if (data.bool("x")) {
				return false;
			}
			try {
				return data.bool("x");
			}
			finally {
				data.has("y");
			}
		};
		assertThat(message(guarded)).containsPattern(
				"\\(RefusedLambdaTests.java:\\d+\\) can't be translated to JavaScript: " + "it catches exceptions");
		Object lock = new Object();
		Rule locked = (data, ctx) -> {
			synchronized (lock) {
				return data.bool("x");
			}
		};
		assertThat(message(locked)).containsPattern(
				"\\(RefusedLambdaTests.java:\\d+\\) can't be translated to JavaScript: " + "it is synchronized");
	}

	@Test
	void anAssertStatement() {
		assertRefused((data, ctx) -> {
			assert data.has("x");
			return data.bool("x");
		}, "contains an assert statement");
	}

	@Test
	void atomicNumberIsData() {
		AtomicInteger limit = new AtomicInteger(3);
		assertThat(message((data, ctx) -> data.number("x") > limit.get()))
			.contains("with an AtomicInteger that it captured")
			.doesNotContain("asynchronous");
	}

	/**
	 * Test lambdas in later versions of Java than that of the tests, which is 17.
	 */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void patternsOfLaterVersions() {
		String kind = "enum Kind { PAID } record Sq(double a) { }";
		assertCompiledRefused("(data, ctx) -> switch (data.string(\"x\")) { case null -> true; case \"a\" -> false; "
				+ "default -> true; }", "switches on patterns or null");
		assertCompiledRefused(
				"(data, ctx) -> switch ((Object) data.string(\"x\")) { "
						+ "case String s when s.isEmpty() -> true; case String s -> false; default -> true; }",
				"switches on patterns or null");
		assertCompiledRefused("(data, ctx) -> (Object) data.string(\"x\") instanceof Sq(double a) && a > 3",
				"uses a record pattern", kind);
		assertCompiledRefused("(data, ctx) -> switch (data.bool(\"x\") ? Kind.PAID : Kind.PAID) { case PAID -> true; }",
				"enum", kind);
	}

	@Test
	void methodsOfOthers() {
		assertRefused((data, ctx) -> helper(data), "calls RefusedLambdaTests.helper()");
		assertRefused((data, ctx) -> data.string("x").matches("a+"), "calls String.matches()");
		assertRefused((data, ctx) -> ctx.deps().any((dep) -> dep.data().hashCode() > 0), "calls Object.hashCode()");
	}

	@Test
	void capturedObjects() {
		BigDecimal price = BigDecimal.TEN;
		assertRefused((data, ctx) -> price.doubleValue() > data.number("x"),
				"calls BigDecimal.doubleValue() with a BigDecimal that it captured, and only numbers, strings");
		Predicate<String> predicate = String::isBlank;
		assertRefused((data, ctx) -> predicate.test(data.string("x")),
				"calls Predicate.test() with a lambda that it captured, and only numbers, strings");
		TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		assertRefused((data, ctx) -> set.contains(data.string("x")), "with a TreeSet (copy it");
		Collection<String> view = Collections.unmodifiableCollection(set);
		assertRefused((data, ctx) -> view.contains(data.string("x")), "copy it with List.copyOf or Set.copyOf");
		Set<Thread.State> states = Set.of(Thread.State.NEW);
		assertRefused((data, ctx) -> states.contains((Object) data.string("x")), "compares an enum");
		List<?> mixed = List.of("a", 1);
		assertRefused((data, ctx) -> mixed.contains(data.string("x")), "with an Integer");
	}

	@Test
	void asynchronousCalls() {
		CompletableFuture<Double> price = CompletableFuture.completedFuture(3.0);
		assertRefused((data, ctx) -> price.join() > data.number("x"),
				"calls CompletableFuture.join(), which is asynchronous");
	}

	@Test
	void probableMistakes() {
		assertRefused((data, ctx) -> data.string("x") == "EUR", "compares objects with == or !=");
		assertRefused((data, ctx) -> data.string("x").equals((Object) 3),
				"compares a string with an Integer, which are " + "never equal");
	}

	@Test
	void aSwitchOnAnEnum() {
		Thread.State state = Thread.State.NEW;
		assertRefused((data, ctx) -> switch (state) {
			case NEW -> data.bool("x");
			default -> false;
		}, "switches on an enum; switch on its name()");
	}

	@Test
	void statements() {
		assertRefused((data, ctx) -> new int[] { 1 }[0] > data.number("x"), "uses an array");
		assertRefused((data, ctx) -> new Object().equals(data), "creates a new Object");
		assertRefused((data, ctx) -> (Object) data instanceof String, "checks the class of an object");
		assertRefused((data, ctx) -> data.string("x").hashCode() == 3, "uses the hash code of a string");
	}

	@Test
	@SuppressWarnings("unchecked")
	void castThatMayFail() {
		assertRefused((data, ctx) -> ((Object) data.string("x")) == (Integer) (Object) data.string("x"),
				"casts a string to Integer");
		assertRefused((data, ctx) -> Objects.equals((Long) (Object) 3, data.number("x")), "casts an int to Long");
		assertRefused((data, ctx) -> ((Collection<String>) (Object) data.strings("x")).isEmpty(),
				"casts a ValueList to Collection");
		Collection<String> names = List.of("a");
		assertRefused((data, ctx) -> ((Set<String>) names).contains(data.string("x")), "casts a list or set to Set");
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void lambdaForElementsOfAnotherType() {
		assertRefused((data, ctx) -> ((ValueList) data.strings("x")).sum((ToDoubleFunction<Double>) (each) -> each) > 1,
				"applies a lambda to a string, which is not its parameter");
	}

	@Test
	void castsThatSucceedAreAllowed() {
		assertAgreed((data, ctx) -> ((String) Objects.requireNonNull((Object) data.string("x"))).isEmpty()
				&& (Integer) (Object) 3 == 3, Map.of("x", ""), Map.of("x", "a"));
	}

	@Test
	void arrayThatChangesLater() {
		assertRefused((data, ctx) -> {
			String[] currencies = { "EUR", "USD" };
			currencies[0] = "Aa";
			return List.of(currencies).contains(data.string("x"));
		}, "assigns to an element of an array; create a list with all its elements");
		assertRefused((data, ctx) -> {
			String[] one = { "EUR" };
			String[] other = one;
			other[0] = "Aa";
			return List.of(one).contains(data.string("x"));
		}, "assigns to an element of an array");
		assertRefused((data, ctx) -> List.of(new String[-1]).contains(data.string("x")),
				"creates an array; use a list");
		assertRefused((data, ctx) -> {
			Object array = new String[] { "EUR" };
			return List.of(array).contains(data.string("x"));
		}, "creates a list or set whose elements are not constants");
	}

	@Test
	void switchOnAHashCodeOfAnotherString() {
		assertRefused((data, ctx) -> {
			String name = data.string("x");
			switch (name.hashCode()) {
				case 5:
					if (name.equals("EUR")) {
						return true;
					}
				default:
					return false;
			}
		}, "uses the hash code of a string; switch on the string");
	}

	@Test
	void localesOtherThanRoot() {
		assertRefused((data, ctx) -> data.string("x").toLowerCase(Locale.ENGLISH).isEmpty(),
				"uses the locale Locale.ENGLISH; use Locale.ROOT");
		assertRefused((data, ctx) -> data.string("x").toLowerCase(Locale.getDefault()).isEmpty(),
				"calls Locale.getDefault(); use Locale.ROOT");
	}

	@Test
	void longClassNameLeavesRoomForTheAdvice() {
		String name = "R" + "x".repeat(200);
		Rule rule = new LambdaCompiler()
			.compile(
					Map.of(name,
							"public class " + name + " { static double limit; public static Rule lambda() { "
									+ "return (data, ctx) -> data.number(\"x\") > limit; } }"))
			.call(name, "lambda");
		assertThat(message(rule)).hasSizeLessThan(300)
			.contains("....limit; copy it into a local variable before the lambda");
	}

	@Test
	void objectsOtherThanLambdas() {
		Rule written = new Rule() {

			private static final long serialVersionUID = 1;

			@Override
			public boolean test(EventData data, RuleContext ctx) {
				return true;
			}

		};
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(written))
			.withMessageContaining("it is not a lambda")
			.withMessageContaining("Expr.js");
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(null)).withMessageContaining("it is null");
	}

	@Test
	void endlessNesting() {
		assertRefused(RefusedLambdaTests::endless, "nests more than 20 lambdas, or refers to itself");
	}

	@Test
	void refusalIsTheSameForEachEvent() {
		Rule lambda = (data, ctx) -> System.nanoTime() > 0;
		assertThat(message(lambda)).isEqualTo(message(lambda));
	}

	private static void assertRefused(Rule lambda, String reason) {
		assertThat(message(lambda)).contains("can't be translated to JavaScript: it ").contains(reason);
	}

	private static void assertCompiledRefused(String lambda, String reason, String... members) {
		assertRefused(new LambdaCompiler().compile(lambda, members), reason);
	}

	private static String message(Rule lambda) {
		try {
			return Expr.of(lambda).script();
		}
		catch (IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static boolean helper(EventData data) {
		return data.bool("x");
	}

	private static boolean endless(EventData data, RuleContext ctx) {
		return data.objects("x").any(RefusedLambdaTests::endlessly);
	}

	private static boolean endlessly(EventData data) {
		return data.objects("x").any(RefusedLambdaTests::endlessly);
	}

	private final class Inner {

		private Rule rule() {
			return (data, ctx) -> data.number("x") > RefusedLambdaTests.this.limit;
		}

	}

}
