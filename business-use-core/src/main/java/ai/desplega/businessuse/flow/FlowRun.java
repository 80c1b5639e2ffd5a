package ai.desplega.businessuse.flow;

import java.util.Objects;

import ai.desplega.businessuse.internal.RunIds;
import org.jspecify.annotations.Nullable;

/**
 * Run of a flow, which all events of the run share. <pre>{@code
 * FlowRun run = FlowRun.of("checkout", order.id());
 * client.act("cart_created", run, Map.of("items", 2));
 * }</pre>
 * <p>
 * Create it once for each run and reuse it. Immutable; has no reference to a client.
 */
public final class FlowRun {

	private final String flow;

	private final String runId;

	private final @Nullable String problem;

	private final @Nullable FlowDefinition definition;

	private FlowRun(String flow, String runId, @Nullable String problem, @Nullable FlowDefinition definition) {
		this.flow = flow;
		this.runId = runId;
		this.problem = problem;
		this.definition = definition;
	}

	/**
	 * Create a run. Never throws an exception: if the flow or the run id can't be used,
	 * events of the run are dropped as invalid, and the reason is logged.
	 * @param flow the name of the flow
	 * @param runId the id that all events of the run share: a string, an integral number,
	 * a UUID, an enum (its name), a non-empty {@link java.util.Optional} of these, or
	 * another object whose class overrides {@code toString()}; {@code null}, the string
	 * {@code "null"}, floating-point numbers, arrays, collections and records can't be
	 * used
	 * @return the run
	 */
	public static FlowRun of(String flow, @Nullable Object runId) {
		return of((flow != null) ? flow : "", runId, null);
	}

	static FlowRun of(String flow, @Nullable Object runId, @Nullable FlowDefinition definition) {
		try {
			return new FlowRun(flow, RunIds.of(runId), null, definition);
		}
		catch (IllegalArgumentException ex) {
			return new FlowRun(flow, "", ex.getMessage(), definition);
		}
	}

	/**
	 * {@return the name of the flow}
	 */
	public String flow() {
		return this.flow;
	}

	/**
	 * {@return the run id, or an empty string if it can't be used}
	 */
	public String runId() {
		return this.runId;
	}

	/**
	 * {@return the reason why the run id can't be used, or {@code null}}
	 */
	public @Nullable String problem() {
		return this.problem;
	}

	/**
	 * {@return the definition that created this run, or {@code null} for a run of
	 * {@link #of}}
	 */
	public @Nullable FlowDefinition definition() {
		return this.definition;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FlowRun run && this.flow.equals(run.flow) && this.runId.equals(run.runId);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.flow, this.runId);
	}

	@Override
	public String toString() {
		return this.flow + "/" + this.runId;
	}

}
