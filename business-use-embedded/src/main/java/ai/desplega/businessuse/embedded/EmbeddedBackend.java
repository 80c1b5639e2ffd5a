package ai.desplega.businessuse.embedded;

import java.util.List;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RunResult;

/**
 * Business-Use backend in this JVM, for tests. At most 10,000 events are kept in memory.
 * The backend opens no port, and starts no thread before the first event. <pre>{@code
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
	 * Create a backend for recorded runs. For internal use only; use {@link #create}.
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
	 * Create a backend with its own client, which doesn't read environment variables.
	 * @param flows the declared flows
	 * @return the backend, which the caller must close
	 */
	public static EmbeddedBackend create(FlowDefinition... flows) {
		return new EmbeddedBackend(RecordedRuns.withClient(List.of(flows)));
	}

	/**
	 * Return the client whose events this backend stores.
	 * @return the client, which is closed with this backend
	 */
	public BusinessUseClient client() {
		return this.recorded.client();
	}

	/**
	 * Return the evaluation of the recorded runs.
	 * @return the runs
	 */
	public BusinessRuns runs() {
		return this.runs;
	}

	/**
	 * Flush the client, then remove all events and reset the count of dropped events.
	 * Declared steps stay known. Events that were recorded before this call are ignored
	 * if they are received later.
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
