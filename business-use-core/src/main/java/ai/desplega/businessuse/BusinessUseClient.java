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
 * <b>The client never fails the application.</b> Regardless of their arguments, the
 * methods don't throw exceptions, don't block on the network and don't clear the
 * interrupt status. Invalid input is logged, and only that event is dropped.
 * <p>
 * <b>Best effort.</b> Events are encoded on the caller's thread, queued, and sent by one
 * daemon thread in batches. A batch is sent once; lost events are counted in the
 * {@link #status() status} and logged. The JVM doesn't wait for the thread: close the
 * client before the program ends, or queued events are lost.
 * <p>
 * Thread-safe. One client is sufficient for an application; several clients share no
 * state.
 * <p>
 * In tests, prefer a client with an
 * {@link ai.desplega.businessuse.transport.InMemoryTransport} to a mock, because a mock
 * receives only a {@code Consumer}. An implementation must implement the four abstract
 * methods; methods that are added later will have a default implementation.
 */
public interface BusinessUseClient extends AutoCloseable {

	/**
	 * Record an event: an assertion if it has a validator, otherwise an act.
	 * @param event describes the event; called before this method returns, and only if
	 * the client is on
	 */
	void ensure(Consumer<BusinessEvent.Builder> event);

	/**
	 * Record that something happened. Equivalent to {@link #ensure}, with a more specific
	 * name.
	 * @param event describes the event, as for {@link #ensure}
	 */
	default void act(Consumer<BusinessEvent.Builder> event) {
		ensure(event);
	}

	/**
	 * Record that something happened.
	 * @param id the id of the step
	 * @param run the run that the step belongs to
	 * @param data the data of the step: a map, a record or a bean; encoded before this
	 * method returns. {@code null} for no data
	 */
	default void act(String id, FlowRun run, @Nullable Object data) {
		ensure((event) -> event.id(id).run(run).data(data));
	}

	/**
	 * Record that something happened, with a validator that determines whether it was
	 * correct ({@code assert} is a Java keyword). An assertion without a validator is
	 * invalid and dropped, because the backend would treat it as an act, and its step
	 * would pass in every later run.
	 * @param event describes the event, as for {@link #ensure}
	 */
	default void assertion(Consumer<BusinessEvent.Builder> event) {
		ensure(event);
	}

	/**
	 * Prepare an event with the current time to submit it later, for example after the
	 * commit of the current transaction.
	 * @param event describes the event; a client of this library calls it before this
	 * method returns, and only if the client is on. The default implementation calls it
	 * when the event is submitted
	 * @return the event; submitting it does nothing if the event is invalid. If the
	 * client is then closed, or its API key is not accepted, the event is only counted
	 */
	default PreparedEvent prepare(Consumer<BusinessEvent.Builder> event) {
		return () -> ensure(event);
	}

	/**
	 * Send the queued events, and wait for the result.
	 * @param timeout the maximum time to wait; does not wait if zero or less
	 * @return {@code true} if all events recorded before the call were sent;
	 * {@code false} if the timeout elapsed, the thread was interrupted (its interrupt
	 * status is kept), or an event was lost since the previous flush. Events that can't
	 * be sent (invalid, too large, discarded by a customizer) don't count as lost
	 */
	boolean flush(Duration timeout);

	/**
	 * {@return a snapshot of the state of this client and the outcome of its events}
	 */
	ClientStatus status();

	/**
	 * Send queued events within the shutdown timeout, then stop. Remaining events are
	 * counted as dropped and logged; later events are dropped. Further calls have no
	 * effect.
	 */
	@Override
	void close();

	/**
	 * Create a builder. Settings that are not set in code are taken from environment
	 * variables ({@code BUSINESS_USE_API_KEY}, {@code BUSINESS_USE_URL}, …), or else have
	 * their defaults.
	 * @return a new builder
	 */
	static Builder builder() {
		return new Builder();
	}

	/**
	 * Create a client with the settings of the environment variables and the defaults.
	 * Equivalent to {@code builder().build()}.
	 * @return a new client, or a client that does nothing if there is no API key
	 */
	static BusinessUseClient create() {
		return builder().build();
	}

	/**
	 * {@return a client that does nothing and doesn't need to be closed}
	 */
	static BusinessUseClient noop() {
		return NoopBusinessUseClient.INSTANCE;
	}

	/**
	 * Builder of a client. The setters throw an {@link IllegalArgumentException} for an
	 * invalid value. An invalid value of an environment variable is logged, and the
	 * default applies; an invalid URL of an environment variable turns the client off.
	 * Not thread-safe.
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
		 * Turn the client on or off ({@code BUSINESS_USE_ENABLED}). By default, the
		 * client is on. A client that is off does nothing.
		 * @param enabled {@code true} to turn the client on regardless of the
		 * environment, for example in a test
		 * @return this builder
		 */
		public Builder enabled(boolean enabled) {
			this.config.set(Setting.ENABLED, enabled);
			return this;
		}

		/**
		 * Set the API key ({@code BUSINESS_USE_API_KEY}). Without an API key and a
		 * {@linkplain #transport transport}, the client does nothing. An unresolved
		 * placeholder counts as not set.
		 * @param apiKey the key, from which white space is stripped; {@code null} or
		 * blank to use the environment variable
		 * @return this builder
		 * @throws IllegalArgumentException if the key has a character that is not allowed
		 * in an HTTP header; the message doesn't contain the key
		 */
		public Builder apiKey(@Nullable String apiKey) {
			this.config.parse(Setting.API_KEY, apiKey);
			return this;
		}

		/**
		 * Set the URL of the backend ({@code BUSINESS_USE_URL}). The default is
		 * {@code http://localhost:13370}.
		 * @param url an http or https URL, including the path before {@code /v1} if there
		 * is one; {@code null} to use the environment variable
		 * @return this builder
		 * @throws IllegalArgumentException if it is not such a URL
		 */
		public Builder url(@Nullable String url) {
			this.config.parse(Setting.URL, url);
			return this;
		}

		/**
		 * Set the number of events in a batch ({@code BUSINESS_USE_BATCH_SIZE}). The
		 * default is 100. Release 0.7.0 of the backend evaluates batches of more than 50
		 * events only on request.
		 * @param batchSize 1 to 10,000
		 * @return this builder
		 */
		public Builder batchSize(int batchSize) {
			this.config.set(Setting.BATCH_SIZE, batchSize);
			return this;
		}

		/**
		 * Set the maximum time that an event waits for its batch to fill
		 * ({@code BUSINESS_USE_BATCH_INTERVAL}). The default is 5 seconds.
		 * @param batchInterval 1 ms to 1 day
		 * @return this builder
		 */
		public Builder batchInterval(Duration batchInterval) {
			this.config.set(Setting.BATCH_INTERVAL, batchInterval);
			return this;
		}

		/**
		 * Set the maximum number of queued events ({@code BUSINESS_USE_MAX_QUEUE_SIZE}).
		 * The default is 10 times the batch size. When the queue is full, the oldest
		 * events are dropped.
		 * @param maxQueueSize 1 to 1,000,000
		 * @return this builder
		 */
		public Builder maxQueueSize(int maxQueueSize) {
			this.config.set(Setting.MAX_QUEUE_SIZE, maxQueueSize);
			return this;
		}

		/**
		 * Set the maximum size of all queued events in bytes
		 * ({@code BUSINESS_USE_MAX_QUEUE_BYTES}). The default is 16 MB. When the queue is
		 * full, the oldest events are dropped.
		 * @param maxQueueBytes 1 KB to 1 GB
		 * @return this builder
		 */
		public Builder maxQueueBytes(long maxQueueBytes) {
			this.config.set(Setting.MAX_QUEUE_BYTES, maxQueueBytes);
			return this;
		}

		/**
		 * Set the maximum size of an encoded event in bytes
		 * ({@code BUSINESS_USE_MAX_EVENT_BYTES}). The default is 64 KB. Larger events are
		 * dropped; a field of the data that exceeds this size by itself is replaced by
		 * null.
		 * @param maxEventBytes 1 KB to 16 MB
		 * @return this builder
		 */
		public Builder maxEventBytes(int maxEventBytes) {
			this.config.set(Setting.MAX_EVENT_BYTES, (long) maxEventBytes);
			return this;
		}

		/**
		 * Set the timeout for a connection attempt
		 * ({@code BUSINESS_USE_CONNECT_TIMEOUT}). The default is 2 seconds.
		 * @param connectTimeout 1 ms to 1 day
		 * @return this builder
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.config.set(Setting.CONNECT_TIMEOUT, connectTimeout);
			return this;
		}

		/**
		 * Set the timeout for a response ({@code BUSINESS_USE_READ_TIMEOUT}). The default
		 * is 10 seconds. The timeout of a whole request is the sum of connect timeout and
		 * read timeout.
		 * @param readTimeout 1 ms to 1 day
		 * @return this builder
		 */
		public Builder readTimeout(Duration readTimeout) {
			this.config.set(Setting.READ_TIMEOUT, readTimeout);
			return this;
		}

		/**
		 * Set the timeout of {@link BusinessUseClient#close()}
		 * ({@code BUSINESS_USE_SHUTDOWN_TIMEOUT}). The default is 5 seconds.
		 * @param shutdownTimeout up to 1 day; if 0, queued events are not sent
		 * @return this builder
		 */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.config.set(Setting.SHUTDOWN_TIMEOUT, shutdownTimeout);
			return this;
		}

		/**
		 * Set the transport of the batches, which replaces HTTP. The client then needs no
		 * API key.
		 * @param transport the transport, which must not be shared with other clients
		 * @return this builder
		 */
		public Builder transport(EventTransport transport) {
			this.transport = Objects.requireNonNull(transport, "transport");
			return this;
		}

		/**
		 * Add a customizer. Customizers are called in the order in which they were added.
		 * @param customizer the customizer
		 * @return this builder
		 */
		public Builder customizer(BusinessEventCustomizer customizer) {
			this.customizers.add(Objects.requireNonNull(customizer, "customizer"));
			return this;
		}

		/**
		 * Register a declared flow. The declaration of a step supplies the values that
		 * its events omit. For each name that the flow doesn't declare, one message is
		 * logged. Several definitions of one flow are {@linkplain FlowDefinition#merge
		 * merged}.
		 * @param flow the definition
		 * @return this builder
		 */
		public Builder flow(FlowDefinition flow) {
			this.flows.add(Objects.requireNonNull(flow, "flow"));
			return this;
		}

		/**
		 * Set the source of settings that are not set in code. The default is
		 * {@link System#getenv(String)}.
		 * @param environment returns the value of a variable, or {@code null};
		 * {@code name -> null} to use no environment variables
		 * @return this builder
		 */
		public Builder environment(Function<String, @Nullable String> environment) {
			this.environment = Objects.requireNonNull(environment, "environment");
			return this;
		}

		/**
		 * Build the client. No thread is started before the first event. This method can
		 * be called again to create another client, which reads the environment variables
		 * again.
		 * @return a new client, or a client that does nothing if there is no API key or
		 * the client is not {@linkplain #enabled(boolean) enabled}; a log message then
		 * contains the reason
		 */
		public BusinessUseClient build() {
			return ClientFactory.newClient(this);
		}

	}

}
