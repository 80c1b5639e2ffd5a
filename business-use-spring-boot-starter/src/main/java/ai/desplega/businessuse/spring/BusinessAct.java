package ai.desplega.businessuse.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.desplega.businessuse.rule.Expr;

import org.springframework.core.annotation.AliasFor;

/**
 * Records an event when the method has succeeded: when it has returned normally; if it
 * returns a {@link java.util.concurrent.CompletionStage} or a Reactive Streams publisher,
 * when that has completed (of another {@link java.util.concurrent.Future} only the return
 * is seen); and, where a transaction is active, when that has committed. An exception, a
 * cancelled subscription and a roll-back, to a savepoint too, record nothing. The
 * method's result, exception and timing stay as they are, whatever happens to the event;
 * a publisher is wrapped, and each subscription that completes is recorded.
 * <p>
 * <b>Expressions.</b> {@link #runId}, {@link #data}, {@link #additionalMeta} and
 * {@link #condition} are in the Spring Expression Language, evaluated after the method:
 * {@code #name} is an argument (which needs {@code -parameters} in the build),
 * {@code #p0} or {@code #a0} is one by its index, {@code #result} what the method
 * returned or its result completed with (of several values: none), {@code #root} has
 * {@code method}, {@code methodName}, {@code args}, {@code target} and
 * {@code targetClass}, and {@code @name} is a bean. All other attributes are taken as
 * they are, after {@code ${...}} placeholders are resolved. One that fails is logged
 * once, with its place; the event then goes without it, or not at all if it has no run or
 * condition.
 * <p>
 * <b>Order.</b> The advice is the innermost: it runs in the method's own transaction, on
 * the thread that an {@code @Async} method runs on, for each attempt of a
 * {@code @Retryable} one (of which only the last can succeed), and not on a hit of a
 * {@code @Cacheable} one.
 * <p>
 * <b>Where.</b> On methods of beans, of their superclasses and interfaces; the nearest
 * declaration counts. Calls within the object don't pass the proxy and aren't seen, nor
 * are private, static and final methods: those are reported when the application starts.
 * May be repeated, and put on an annotation of one's own:
 *
 * <pre class="code">
 * &#064;BusinessAct(flow = "checkout", runId = "#order.id")
 * &#064;Target(ElementType.METHOD)
 * &#064;Retention(RetentionPolicy.RUNTIME)
 * &#064;interface CheckoutStep {
 *
 *     &#064;AliasFor(annotation = BusinessAct.class, attribute = "id")
 *     String value();
 *
 * }</pre>
 * <p>
 * The ideas are those of Spring's {@code @Cacheable} and
 * {@code @TransactionalEventListener}.
 *
 * @see BusinessAssert
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(BusinessActs.class)
public @interface BusinessAct {

	/**
	 * The node: the step of the flow. The same as {@link #id}.
	 * @return the id
	 */
	@AliasFor("id")
	String value() default "";

	/**
	 * The node: the step of the flow. Required, here or as {@link #value}. An id belongs
	 * to one flow.
	 * @return the id
	 */
	@AliasFor("value")
	String id() default "";

	/**
	 * The flow. By default that of {@link BusinessFlow}.
	 * @return its name
	 */
	String flow() default "";

	/**
	 * What all events of the run share, such as the number of an order.
	 * @return a SpEL expression, whose result is taken as text
	 */
	String runId();

	/**
	 * What is to be known of the step, such as {@code {amount: #order.total}} or
	 * {@code #result}. By default nothing; so it is if the result is null.
	 * @return a SpEL expression, whose result is a map or another object that Jackson
	 * writes as a JSON object
	 */
	String data() default "";

	/**
	 * The nodes that must have come before.
	 * @return their ids
	 */
	String[] depIds() default {};

	/**
	 * The node in words.
	 * @return the description, for people
	 */
	String description() default "";

	/**
	 * How long after its latest dependency the step may come, in milliseconds.
	 * @return the time; zero for no such condition
	 */
	long timeoutMs() default 0;

	/**
	 * Which events of the run count: others of this node are left out.
	 * @return a script over {@code data} and {@code ctx}, or the name of a bean of type
	 * {@link Expr}
	 */
	String filter() default "";

	/**
	 * What runs the filter, if it is a script.
	 * @return the engine
	 */
	Expr.Engine engine() default Expr.Engine.JS;

	/**
	 * More about the event, which rules don't see.
	 * @return a SpEL expression, whose result is a map
	 */
	String additionalMeta() default "";

	/**
	 * Whether the call is recorded at all. By default it always is.
	 * @return a SpEL expression, whose result is a boolean
	 */
	String condition() default "";

}
