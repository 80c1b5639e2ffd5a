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
import ai.desplega.businessuse.internal.config.Setting;
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
	 * method returns. {@code null} for no data
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
	 * Send queued events now, and wait for the result.
	 * @param timeout the maximum time to wait; does not wait if zero or less
	 * @return true if all events recorded before the call were sent; false if the timeout
	 * elapsed, the thread was interrupted (it stays so), or an event was lost since the
	 * previous flush. Events that can't be sent (invalid, too large, discarded by a
	 * customizer) don't count as lost
	 */
	boolean flush(Duration timeout);

	/**
	 * {@return the state of this client and the outcome of its events, at one moment}
	 */
	ClientStatus status();

	/**
	 * Send queued events within the shutdown timeout, then stop. Remaining events are
	 * counted and logged, later events are refused. A second call does nothing.
	 */
	@Override
	void close();

	/**
	 * Start building a client. Settings that are not set in code are taken from the
	 * environment ({@code BUSINESS_USE_API_KEY}, {@code BUSINESS_USE_URL}, …), then from
	 * the defaults.
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
	 * {@return a client that does nothing, at no cost; it need not be closed}
	 */
	static BusinessUseClient noop() {
		return NoopBusinessUseClient.INSTANCE;
	}

	/**
	 * Builder of a client. The setters throw an {@link IllegalArgumentException} for an
	 * invalid value. An invalid value in the environment is logged and the default used;
	 * an invalid URL in the environment turns the client off. Not thread-safe.
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
		 * @param enabled {@code true} to turn the client on regardless of the
		 * environment, for example in a test
		 * @return this builder
		 */
		public Builder enabled(boolean enabled) {
			this.config.set(Setting.ENABLED, enabled);
			return this;
		}

		/**
		 * Set the API key; {@code BUSINESS_USE_API_KEY}. Without a key and without a
		 * {@linkplain #transport transport} the client does nothing. An unresolved
		 * placeholder counts as no key.
		 * @param apiKey the key, stripped of white space; {@code null} or blank for that
		 * of the environment
		 * @return this builder
		 * @throws IllegalArgumentException if it has a character that an HTTP header
		 * can't carry; the message doesn't contain the key
		 */
		public Builder apiKey(@Nullable String apiKey) {
			this.config.parse(Setting.API_KEY, apiKey);
			return this;
		}

		/**
		 * Set the URL of the backend; {@code BUSINESS_USE_URL}, by default
		 * {@code http://localhost:13370}.
		 * @param url an http or https URL, with the path in front of {@code /v1} if there
		 * is one; {@code null} for that of the environment
		 * @return this builder
		 * @throws IllegalArgumentException if it is not such a URL
		 */
		public Builder url(@Nullable String url) {
			this.config.parse(Setting.URL, url);
			return this;
		}

		/**
		 * Set the number of events in a batch; {@code BUSINESS_USE_BATCH_SIZE}, by
		 * default 100. Release 0.7.0 of the backend evaluates batches of more than 50
		 * events only on request.
		 * @param batchSize 1 to 10,000
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder batchSize(int batchSize) {
			this.config.set(Setting.BATCH_SIZE, batchSize);
			return this;
		}

		/**
		 * Set the time that an event waits for its batch to fill;
		 * {@code BUSINESS_USE_BATCH_INTERVAL}, by default 5 seconds.
		 * @param batchInterval 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder batchInterval(Duration batchInterval) {
			this.config.set(Setting.BATCH_INTERVAL, batchInterval);
			return this;
		}

		/**
		 * Set the number of events that can wait; {@code BUSINESS_USE_MAX_QUEUE_SIZE}, by
		 * default 10 times the batch size. When the queue is full, the oldest events are
		 * dropped.
		 * @param maxQueueSize 1 to 1,000,000
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxQueueSize(int maxQueueSize) {
			this.config.set(Setting.MAX_QUEUE_SIZE, maxQueueSize);
			return this;
		}

		/**
		 * Set the number of bytes that can wait; {@code BUSINESS_USE_MAX_QUEUE_BYTES}, by
		 * default 16 MB. When the queue is full, the oldest events are dropped.
		 * @param maxQueueBytes 1 KB to 1 GB
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxQueueBytes(long maxQueueBytes) {
			this.config.set(Setting.MAX_QUEUE_BYTES, maxQueueBytes);
			return this;
		}

		/**
		 * Set the maximum size of an event on the wire;
		 * {@code BUSINESS_USE_MAX_EVENT_BYTES}, by default 64 KB. A larger event is
		 * dropped; a field of its data that is larger by itself is replaced by null.
		 * @param maxEventBytes 1 KB to 16 MB
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder maxEventBytes(int maxEventBytes) {
			this.config.set(Setting.MAX_EVENT_BYTES, (long) maxEventBytes);
			return this;
		}

		/**
		 * Set the timeout for connecting; {@code BUSINESS_USE_CONNECT_TIMEOUT}, by
		 * default 2 seconds.
		 * @param connectTimeout 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.config.set(Setting.CONNECT_TIMEOUT, connectTimeout);
			return this;
		}

		/**
		 * Set the time that the backend may be silent; {@code BUSINESS_USE_READ_TIMEOUT},
		 * by default 10 seconds. A whole request may take as long as both timeouts
		 * together.
		 * @param readTimeout 1 ms to 1 day
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder readTimeout(Duration readTimeout) {
			this.config.set(Setting.READ_TIMEOUT, readTimeout);
			return this;
		}

		/**
		 * Set the time that {@link BusinessUseClient#close()} may take;
		 * {@code BUSINESS_USE_SHUTDOWN_TIMEOUT}, by default 5 seconds.
		 * @param shutdownTimeout up to 1 day; with 0 queued events are not sent
		 * @return this builder
		 * @throws IllegalArgumentException if it is out of range
		 */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.config.set(Setting.SHUTDOWN_TIMEOUT, shutdownTimeout);
			return this;
		}

		/**
		 * Set the transport of the batches, in place of HTTP. The client then needs no
		 * key.
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
		 * Register a declared flow. Events take the values that they omit from their
		 * step. Names that the flow doesn't declare are reported, each in one log
		 * message. Several definitions of one flow are {@linkplain FlowDefinition#merge
		 * merged}.
		 * @param flow the definition
		 * @return this builder
		 */
		public Builder flow(FlowDefinition flow) {
			this.flows.add(Objects.requireNonNull(flow, "flow"));
			return this;
		}

		/**
		 * Set the source of settings that are not set in code, in place of
		 * {@link System#getenv(String)}.
		 * @param environment returns the value of a variable, or {@code null};
		 * {@code name -> null} for no environment at all
		 * @return this builder
		 */
		public Builder environment(Function<String, @Nullable String> environment) {
			this.environment = Objects.requireNonNull(environment, "environment");
			return this;
		}

		/**
		 * Build the client. Starts no thread before the first event. May be called again
		 * for another client, which reads the environment again.
		 * @return a new client, or one that does nothing (with a log message that gives
		 * the reason) if there is no key, or the client is not
		 * {@linkplain #enabled(boolean) enabled}
		 */
		public BusinessUseClient build() {
			return ClientFactory.newClient(this);
		}

	}

}
