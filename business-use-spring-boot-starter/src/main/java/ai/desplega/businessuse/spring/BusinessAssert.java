package ai.desplega.businessuse.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.desplega.businessuse.rule.Rule;

import org.springframework.core.annotation.AliasFor;

/**
 * Records an assertion when the method succeeds. An assertion is an event with a
 * validator, with which the backend determines whether the step was correct. The
 * attributes, the time of recording and the order of the advice are the same as for
 * {@link BusinessAct}.
 *
 * @see BusinessAct
 * @see BusinessFlow
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(BusinessAsserts.class)
public @interface BusinessAssert {

	/**
	 * Id of the step. Alias for {@link #id}.
	 * @return the id
	 */
	@AliasFor("id")
	String value() default "";

	/**
	 * Id of the step. Required, here or as {@link #value}. An id belongs to one flow.
	 * @return the id
	 */
	@AliasFor("value")
	String id() default "";

	/**
	 * Name of the flow. Defaults to the flow of {@link BusinessFlow}.
	 * @return the name
	 */
	String flow() default "";

	/**
	 * SpEL expression for the run id, such as the number of an order. All events of a run
	 * have the same run id.
	 * @return an expression whose value is converted with {@code toString()}
	 */
	String runId() default "";

	/**
	 * SpEL expression for the data of the event, such as {@code {amount: #order.total}}
	 * or {@code #result}. If the value is {@code null}, the data is empty.
	 * @return an expression whose value is a map or another object that Jackson writes as
	 * a JSON object
	 */
	String data() default "";

	/**
	 * Ids of the steps that this step depends on. The backend doesn't check the order of
	 * events.
	 * @return the ids
	 */
	String[] depIds() default {};

	/**
	 * Human-readable description of the step.
	 * @return the description
	 */
	String description() default "";

	/**
	 * Time after the latest dependency within which the step must be recorded, at least 1
	 * ms, such as {@code 10s}, {@code 500ms}, {@code PT1M} or
	 * {@code ${checkout.timeout}}. A number without a unit is in seconds. By default
	 * there is no timeout.
	 * @return the duration
	 */
	String timeout() default "";

	/**
	 * Rule that determines whether the step was correct. Without a validator, no event is
	 * recorded.
	 * @return a JavaScript expression over {@code data} and {@code ctx}, or
	 * {@code @beanName} for a bean of type {@link Rule}
	 */
	String validator() default "";

	/**
	 * Rule that determines whether an event of this step counts. By default, all events
	 * count.
	 * @return a JavaScript expression over {@code data} and {@code ctx}, or
	 * {@code @beanName} for a bean of type {@link Rule}
	 */
	String filter() default "";

	/**
	 * SpEL expression for metadata. Release 0.7.0 of the backend ignores it, and rules
	 * can't read it.
	 * @return an expression whose value is a map
	 */
	String additionalMeta() default "";

	/**
	 * SpEL expression that determines whether a call is recorded. By default, every call
	 * is recorded.
	 * @return an expression whose value is a boolean
	 */
	String condition() default "";

}
