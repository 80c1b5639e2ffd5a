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
 * Records an event that must hold when the method has succeeded: like
 * {@link BusinessAct}, which says how and when, with a validator.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(BusinessAsserts.class)
public @interface BusinessAssert {

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
	 * Whether the step was right.
	 * @return a script over {@code data} and {@code ctx}, or the name of a bean of type
	 * {@link Expr}
	 */
	String validator();

	/**
	 * Which events of the run count: others of this node are left out.
	 * @return a script over {@code data} and {@code ctx}, or the name of a bean of type
	 * {@link Expr}
	 */
	String filter() default "";

	/**
	 * What runs the validator and the filter, if they are scripts.
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
