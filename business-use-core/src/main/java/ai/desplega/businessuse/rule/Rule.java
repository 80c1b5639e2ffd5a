package ai.desplega.businessuse.rule;

import java.io.Serializable;

/**
 * A rule over an event, written as a Java lambda that the backend runs: a validator or a
 * filter.
 *
 * <pre>
 * (data, ctx) -&gt; data.number("total") == ctx.deps("item_added").sum("price")
 * </pre>
 *
 * The lambda is never called by the client. It is read, and sent as a script that says
 * the same; see the description of this package for what it may use. In a unit test it
 * can be called like any other lambda.
 * <p>
 * Serializable only because that is how the JDK tells which method a lambda stands for;
 * nothing is ever serialized.
 *
 * @see Expr#of
 */
@FunctionalInterface
public interface Rule extends Serializable {

	/**
	 * Whether the event is right (a validator), or counts (a filter).
	 * @param data the data of the event
	 * @param ctx the events that came before it
	 * @return true if so
	 */
	boolean test(EventData data, RuleContext ctx);

}
