package ai.desplega.businessuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;

/**
 * Client that records business events and delivers them to a Business-Use backend.
 * <pre>{@code
 * try (BusinessUseClient client = BusinessUseClient.create()) {
 *     client.act(event -> event.id("user_signup").flow("auth").runId("123").data("email", email));
 * }
 * }</pre>
 * <p>
 * <b>It never fails the application.</b> Whatever they are given, the methods here don't
 * throw, don't block on the network and don't clear an interrupt. Bad input costs one log
 * message and that event.
 * <p>
 * <b>Best effort.</b> Events are encoded on the caller's thread, queued, and sent by one
 * daemon thread in batches. A batch is sent once; what was lost is counted in the
 * {@link #status() status} and logged. The JVM doesn't wait for that thread: close the
 * client before the program ends, or events that wait are lost.
 * <p>
 * Thread-safe. One client is enough for an application; several don't share anything.
 * <p>
 * For tests prefer a client with an
 * {@link ai.desplega.businessuse.transport.InMemoryTransport} to a mock: a mock sees only
 * a {@code Consumer}. An implementation needs the four methods that are abstract; methods
 * that are added later will have a default.
 */
public interface BusinessUseClient extends AutoCloseable {

	/**
	 * Record an event: an assertion if it has a validator, an act if not.
	 * @param event describes the event; called before this method returns, and only if
	 * the client is on
	 */
	void ensure(Consumer<BusinessEvent.Builder> event);

	/**
	 * Record that something happened. The same as {@link #ensure}, with a name for
	 * readers of the code.
	 * @param event describes the event; called before this method returns, and only if
	 * the client is on
	 */
	default void act(Consumer<BusinessEvent.Builder> event) {
		ensure(event);
	}

	/**
	 * Record that something happened, in short.
	 * @param id the id of the step
	 * @param run the run that the step belongs to
	 * @param data the data of the step: a map, a record or a bean; encoded before this
	 * method returns
	 */
	default void act(String id, FlowRun run, @Nullable Object data) {
		ensure((event) -> event.id(id).run(run).data(data));
	}

	/**
	 * Record that something happened that must be right, by its validator ({@code assert}
	 * is a Java keyword). An assertion without a validator is invalid and dropped: sent
	 * as an act, its step would pass in every run from then on.
	 * @param event describes the event; called before this method returns, and only if
	 * the client is on
	 */
	default void assertion(Consumer<BusinessEvent.Builder> event) {
		ensure(event);
	}

	/**
	 * Prepare an event now, with the current time, to be submitted later: after the
	 * transaction around it has committed, for example.
	 * @param event describes the event; a client of this library calls it before this
	 * method returns, and only if it is on. By default it is called when the event is
	 * submitted
	 * @return the event; submitting it does nothing if it was invalid, and only counts it
	 * if the client is closed, or its key not accepted, by then
	 */
	default PreparedEvent prepare(Consumer<BusinessEvent.Builder> event) {
		return () -> ensure(event);
	}

	/**
	 * Send what is queued now, and wait for it.
	 * @param timeout how long to wait at most; zero or less for not at all
	 * @return true if all events recorded before the call were sent; false if the timeout
	 * elapsed, the thread was interrupted (it stays so), or an event was lost since the
	 * previous flush. Events that were refused as such (invalid, too large, discarded by
	 * a customizer) don't count as lost
	 */
	boolean flush(Duration timeout);

	/**
	 * Return the state of this client and the outcome of its events.
	 * @return the status at one moment
	 */
	ClientStatus status();

	/**
	 * Send what is queued, within the shutdown timeout, then stop. What could not be sent
	 * is counted and logged, later events are refused. A second call does nothing.
	 */
	@Override
	void close();

	/**
	 * Start building a client. What is not set in code is taken from the environment
	 * ({@code BUSINESS_USE_API_KEY}, {@code BUSINESS_USE_URL}, …), then from the
	 * defaults.
	 * @return a new builder
	 */
	static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a client with the settings of the environment and the defaults. The same as
	 * {@code builder().build()}.
	 * @return a new client, or one that does nothing if there is no key
	 */
	static BusinessUseClient create() {
		return builder().build();
	}

	/**
	 * Return a client that does nothing, at no cost.
	 * @return the client; it need not be closed
	 */
	static BusinessUseClient noop() {
		return NoopBusinessUseClient.INSTANCE;
	}

	/**
	 * Builds a client. The setters throw an {@link IllegalArgumentException} for a value
	 * that can't work. A bad value in the environment is logged and the default used; a
	 * bad URL in the environment turns the client off. Not thread-safe.
	 */
	final class Builder {

		final ClientConfig.Builder config = ClientConfig.builder();

		@Nullable EventTransport transport;

		final List<BusinessEventCustomizer> customizers = new ArrayList<>();

		final List<FlowDefinition> flows = new ArrayList<>();

		Supplier<ScheduledExecutorService> scheduler = WorkerThread::newScheduler;

		Function<String, @Nullable String> environment = System::getenv;

		private Builder() {
		}

		/**
		 * Turn the client on or off; {@code BUSINESS_USE_ENABLED}, by default on. A
		 * client that is off does nothing.
		 * @param enabled {@code true} for a client that is on whatever the environment
		 * says, in a test for example
		 * @return this builder
		 */
		public Builder enabled(boolean enabled) {
			this.config.enabled(enabled);
			return this;
		}

		/**
		 * The key that the backend knows the application by. Without one, here or in
		 * {@code BUSINESS_USE_API_KEY}, and without a transport of one's own, the client
		 * does nothing. A placeholder that was left unresolved counts as none.
		 * @param apiKey the key; white space around it is cut off; {@code null} or blank
		 * for the environment's
		 * @return this builder
		 * @throws IllegalArgumentException if it has a character that an HTTP header
		 * can't carry; the message doesn't contain the key
		 */
		public Builder apiKey(@Nullable String apiKey) {
			this.config.apiKey(apiKey);
			return this;
		}

		/**
		 * Where the backend is; {@code BUSINESS_USE_URL}, by default
		 * {@code http://localhost:13370}.
		 * @param url an http or https URL, perhaps with a path in front of {@code /v1};
		 * {@code null} for the environment's
		 * @return this builder
		 * @throws IllegalArgumentException if it is not such a URL
		 */
		public Builder url(@Nullable String url) {
			this.config.url(url);
			return this;
		}

		/**
		 * How many events make a batch; {@code BUSINESS_USE_BATCH_SIZE}, by default 100.
		 * Release 0.7.0 of the backend evaluates batches of more than 50 events only when
		 * asked to.
		 * @param batchSize 1 to 10,000
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder batchSize(int batchSize) {
			this.config.batchSize(batchSize);
			return this;
		}

		/**
		 * How long an event waits for its batch to fill;
		 * {@code BUSINESS_USE_BATCH_INTERVAL}, by default 5 seconds.
		 * @param batchInterval 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder batchInterval(Duration batchInterval) {
			this.config.batchInterval(batchInterval);
			return this;
		}

		/**
		 * How many events may wait; {@code BUSINESS_USE_MAX_QUEUE_SIZE}, by default 10
		 * times the batch size. When more come, the oldest go.
		 * @param maxQueueSize 1 to 1,000,000
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxQueueSize(int maxQueueSize) {
			this.config.maxQueueSize(maxQueueSize);
			return this;
		}

		/**
		 * How many bytes of events may wait; {@code BUSINESS_USE_MAX_QUEUE_BYTES}, by
		 * default 16 MB. When more come, the oldest go.
		 * @param maxQueueBytes 1 KB to 1 GB
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxQueueBytes(long maxQueueBytes) {
			this.config.maxQueueBytes(maxQueueBytes);
			return this;
		}

		/**
		 * How many bytes an event may have on the wire;
		 * {@code BUSINESS_USE_MAX_EVENT_BYTES}, by default 64 KB. A field of data that is
		 * larger by itself is replaced by null.
		 * @param maxEventBytes 1 KB to 16 MB
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxEventBytes(int maxEventBytes) {
			this.config.maxEventBytes(maxEventBytes);
			return this;
		}

		/**
		 * How long connecting may take; {@code BUSINESS_USE_CONNECT_TIMEOUT}, by default
		 * 2 seconds.
		 * @param connectTimeout 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.config.connectTimeout(connectTimeout);
			return this;
		}

		/**
		 * How long the backend may be silent; {@code BUSINESS_USE_READ_TIMEOUT}, by
		 * default 10 seconds. A whole request may take as long as both timeouts together.
		 * @param readTimeout 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder readTimeout(Duration readTimeout) {
			this.config.readTimeout(readTimeout);
			return this;
		}

		/**
		 * How long {@link BusinessUseClient#close()} may take;
		 * {@code BUSINESS_USE_SHUTDOWN_TIMEOUT}, by default 5 seconds.
		 * @param shutdownTimeout 0 (what is queued is not sent) to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.config.shutdownTimeout(shutdownTimeout);
			return this;
		}

		/**
		 * What carries the batches, in place of HTTP. The client then needs no key.
		 * @param transport the transport, for this client alone
		 * @return this builder
		 */
		public Builder transport(EventTransport transport) {
			this.transport = Objects.requireNonNull(transport, "transport");
			return this;
		}

		/**
		 * Add a customizer; they are called in the order in which they were added.
		 * @param customizer changes or discards events
		 * @return this builder
		 */
		public Builder customizer(BusinessEventCustomizer customizer) {
			this.customizers.add(Objects.requireNonNull(customizer, "customizer"));
			return this;
		}

		/**
		 * Register a declared flow. Its steps give their events what these leave out, and
		 * names that it doesn't declare are reported, one log message for each. Several
		 * definitions of one flow are {@linkplain FlowDefinition#merge merged}.
		 * @param flow the definition
		 * @return this builder
		 */
		public Builder flow(FlowDefinition flow) {
			this.flows.add(Objects.requireNonNull(flow, "flow"));
			return this;
		}

		/**
		 * Where settings are looked up that were not set in code, in place of
		 * {@link System#getenv(String)}.
		 * @param environment gives the value of a variable, or {@code null};
		 * {@code name -> null} for no environment at all
		 * @return this builder
		 */
		public Builder environment(Function<String, @Nullable String> environment) {
			this.environment = Objects.requireNonNull(environment, "environment");
			return this;
		}

		/**
		 * Build the client. It starts nothing: its thread comes with the first event. May
		 * be called again for another client, which reads the environment anew.
		 * @return a new client, or one that does nothing (with a log message that gives
		 * the reason) if there is no key, or the client is not
		 * {@linkplain #enabled(boolean) enabled}
		 */
		public BusinessUseClient build() {
			return ClientFactory.newClient(this);
		}

	}

}
