package ai.desplega.businessuse.embedded;

import java.time.InstantSource;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.transport.EventTransport;

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

	private final EventStore store = new EventStore(InstantSource.system());

	private final EventTransport transport = new StoreTransport(this.store);

	private final Supplier<BusinessUseClient> client;

	private final EmbeddedRuns runs;

	EmbeddedBackend(Supplier<BusinessUseClient> client, Supplier<FlowRegistry> flows) {
		this.client = client;
		this.runs = new EmbeddedRuns(this.store, client, flows);
	}

	private EmbeddedBackend(FlowDefinition... flows) {
		FlowRegistry registry = new FlowRegistry();
		BusinessUseClient.Builder builder = BusinessUseClient.builder()
			.environment((name) -> null)
			.transport(this.transport);
		for (FlowDefinition flow : flows) {
			registry.add(flow);
			builder.flow(flow);
		}
		BusinessUseClient built = builder.build();
		this.client = () -> built;
		this.runs = new EmbeddedRuns(this.store, this.client, () -> registry);
	}

	/**
	 * Create a backend with a client of its own, which reads no environment.
	 * @param flows the declared flows
	 * @return the backend, to be closed
	 */
	public static EmbeddedBackend create(FlowDefinition... flows) {
		return new EmbeddedBackend(flows);
	}

	/**
	 * Return the client whose events this backend stores.
	 * @return the client; closed with this backend
	 */
	public BusinessUseClient client() {
		return this.client.get();
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
		this.runs.clear();
	}

	EventTransport transport() {
		return this.transport;
	}

	EmbeddedRuns embeddedRuns() {
		return this.runs;
	}

	/**
	 * Close the client.
	 */
	@Override
	public void close() {
		this.client.get().close();
	}

}
