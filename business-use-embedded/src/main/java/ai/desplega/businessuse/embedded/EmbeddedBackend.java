package ai.desplega.businessuse.embedded;

import java.util.List;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;

/**
 * Business-Use backend in this JVM, for tests. Events stay in memory, at most 10,000 of
 * them; there is no port, and no thread before the first event. <pre>{@code
 * try (EmbeddedBackend backend = EmbeddedBackend.create(CHECKOUT)) {
 *     backend.client().act("cart_created", CHECKOUT.run(17), Map.of());
 *     assertThat(backend.runs().evaluate("checkout", 17)).hasPassed();
 * }
 * }</pre>
 * <p>
 * The steps of the given definitions are known before the first event; undeclared steps
 * are known only in the runs that recorded them. Thread-safe.
 */
public final class EmbeddedBackend implements AutoCloseable {

	private final RecordedRuns recorded;

	private final BusinessRuns runs;

	/**
	 * Create a backend for recorded runs; for this module alone, use {@link #create}.
	 * @param recorded the runs
	 */
	public EmbeddedBackend(RecordedRuns recorded) {
		this.recorded = recorded;
		this.runs = new BusinessRuns() {
			@Override
			public RunResult evaluate(FlowRun run) {
				return recorded.evaluate(run, false);
			}

			@Override
			public RunResult evaluateAfterTimeouts(FlowRun run) {
				return recorded.evaluate(run, true);
			}
		};
	}

	/**
	 * Create a backend with a client of its own, which reads no environment.
	 * @param flows the declared flows
	 * @return the backend, to be closed
	 */
	public static EmbeddedBackend create(FlowDefinition... flows) {
		return new EmbeddedBackend(RecordedRuns.withClient(List.of(flows)));
	}

	/**
	 * Return the client whose events this backend stores.
	 * @return the client; closed with this backend
	 */
	public BusinessUseClient client() {
		return this.recorded.client();
	}

	/**
	 * Return the verdicts of the runs.
	 * @return the runs
	 */
	public BusinessRuns runs() {
		return this.runs;
	}

	/**
	 * Flush the client, then forget all events and the events that the client dropped.
	 * Declared steps stay known. Events that were recorded before are ignored if they
	 * arrive later.
	 */
	public void clear() {
		this.recorded.clear();
	}

	/**
	 * Close the client.
	 */
	@Override
	public void close() {
		client().close();
	}

}
