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
 * Records an event when the method succeeds. A method succeeds when it returns normally.
 * If it returns a {@link java.util.concurrent.CompletionStage} or a Reactive Streams
 * publisher, the event is recorded when the result completes; for other
 * {@link java.util.concurrent.Future} types, when the method returns. If a transaction is
 * active, the event is recorded when the transaction commits. No event is recorded for an
 * exception, a canceled subscription, or a rollback, including a rollback to a savepoint.
 * The result, the exception and the timing of the method are not changed. A publisher is
 * wrapped, and an event is recorded for each subscription that completes.
 * <p>
 * <b>SpEL expressions.</b> {@link #runId}, {@link #data}, {@link #additionalMeta} and
 * {@link #condition} are expressions in the Spring Expression Language and are evaluated
 * after the method call. {@code #name} is an argument (requires the compiler option
 * {@code -parameters}), and {@code #p0} or {@code #a0} is an argument by index.
 * {@code #result} is the return value or the value of the completed asynchronous result
 * ({@code null} if there are several). {@code #root} has {@code method},
 * {@code methodName}, {@code args}, {@code target} and {@code targetClass}, and
 * {@code @name} is a bean. An expression that fails is logged once with its position; the
 * event is then recorded without that attribute, or dropped if the attribute is
 * {@code runId} or {@code condition}.
 * <p>
 * <b>Literals.</b> All other attributes are literals, in which {@code ${...}}
 * placeholders are resolved. Mistakes in annotations are logged when the application
 * starts and never prevent the start.
 * <p>
 * <b>Order.</b> The advice is the innermost one. It runs inside the transaction of the
 * method, on the thread of an {@code @Async} method, for each attempt of a
 * {@code @Retryable} method (of which only the last can succeed), and not on a cache hit
 * of a {@code @Cacheable} method.
 * <p>
 * <b>Scope.</b> Methods of beans, their superclasses and their interfaces can be
 * annotated; the declaration nearest to the bean class applies. As with all Spring AOP
 * proxies, calls within the object and private, static and final methods are not
 * intercepted. The annotation is repeatable and can be used as a meta-annotation:
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
 *
 * @see BusinessAssert
 * @see BusinessFlow
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(BusinessActs.class)
public @interface BusinessAct {

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
