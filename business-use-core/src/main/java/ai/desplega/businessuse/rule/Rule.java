package ai.desplega.businessuse.rule;

import java.io.Serializable;

/**
 * Validator or filter of an event, which the backend evaluates.
 *
 * <pre>
 * (data, ctx) -&gt; data.number("total") == ctx.deps("item_added").sum("price")
 * </pre>
 *
 * The client never calls a lambda: it translates the byte code and sends a script that
 * gives the same result. The package documentation lists the supported language elements.
 * A unit test can call a rule like any other lambda.
 * <p>
 * A rule is serializable only because the JDK then provides the method that implements a
 * lambda; rules are never serialized.
 *
 * @see Expr#of
 */
@FunctionalInterface
public interface Rule extends Serializable {

	/**
	 * Evaluate the rule.
	 * @param data the data of the event
	 * @param ctx the events of the steps that the event's step depends on
	 * @return {@code true} if the event is correct (validator) or counts (filter)
	 */
	boolean test(EventData data, RuleContext ctx);

}
