package ai.desplega.businessuse.status;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Snapshot of the state of a client and the outcome of its events. The counts are
 * consistent: {@code recorded = sent + dropped + queued}. Immutable.
 */
public final class ClientStatus {

	private static final ClientStatus EMPTY = builder().build();

	private final State state;

	private final @Nullable String url;

	private final long sent;

	private final Map<DropReason, Long> dropped;

	private final long queued;

	private final int queueCapacity;

	private final @Nullable Instant lastSuccess;

	private final @Nullable String lastError;

	private final @Nullable Instant lastErrorAt;

	private ClientStatus(Builder builder) {
		this.state = builder.state;
		this.url = builder.url;
		this.sent = builder.sent;
		this.dropped = Collections.unmodifiableMap(new EnumMap<>(builder.dropped));
		this.queued = builder.queued;
		this.queueCapacity = builder.queueCapacity;
		this.lastSuccess = builder.lastSuccess;
		this.lastError = builder.lastError;
		this.lastErrorAt = builder.lastErrorAt;
	}

	/**
	 * {@return the status of a client that is off, without any events; also for fakes}
	 */
	public static ClientStatus empty() {
		return EMPTY;
	}

	/**
	 * Create a builder for the status of a client that is off, without any events.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * {@return the state of the client}
	 */
	public State state() {
		return this.state;
	}

	/**
	 * {@return the URL of the backend, without credentials; {@code null} if there is
	 * none}
	 */
	public @Nullable String url() {
		return this.url;
	}

	/**
	 * {@return the number of valid and invalid events that were recorded with the client}
	 */
	public long recorded() {
		return this.sent + dropped() + this.queued;
	}

	/**
	 * {@return the number of events that the backend has confirmed}
	 */
	public long sent() {
		return this.sent;
	}

	/**
	 * {@return the number of events that will never be sent, for all reasons}
	 */
	public long dropped() {
		long total = 0;
		for (long number : this.dropped.values()) {
			total += number;
		}
		return total;
	}

	/**
	 * Return the number of events that were dropped for a reason.
	 * @param reason the reason
	 * @return the number of events
	 */
	public long dropped(DropReason reason) {
		return this.dropped.getOrDefault(reason, 0L);
	}

	/**
	 * {@return the number of dropped events; unmodifiable, with an entry for each reason}
	 */
	public Map<DropReason, Long> droppedByReason() {
		return this.dropped;
	}

	/**
	 * {@return the number of queued events, including those of the request in flight}
	 */
	public long queued() {
		return this.queued;
	}

	/**
	 * {@return the number of events that the queue can hold; 0 for a client that is off}
	 */
	public int queueCapacity() {
		return this.queueCapacity;
	}

	/**
	 * {@return the time at which the backend last confirmed a batch, or {@code null}}
	 */
	public @Nullable Instant lastSuccess() {
		return this.lastSuccess;
	}

	/**
	 * {@return the last exception or error response of the backend, or {@code null}}
	 */
	public @Nullable String lastError() {
		return this.lastError;
	}

	/**
	 * {@return the time of the {@linkplain #lastError() last error}, or {@code null}}
	 */
	public @Nullable Instant lastErrorAt() {
		return this.lastErrorAt;
	}

	@Override
	public String toString() {
		StringJoiner drops = new StringJoiner(", ", "{", "}");
		this.dropped.forEach((reason, number) -> {
			if (number > 0) {
				drops.add(reason.label() + "=" + number);
			}
		});
		return "ClientStatus[state=" + this.state.label() + ", url=" + this.url + ", recorded=" + recorded() + ", sent="
				+ this.sent + ", dropped=" + drops + ", queued=" + this.queued + "]";
	}

	/**
	 * State of a client with regard to its backend. Constants may be added, so a
	 * {@code switch} should have a default branch.
	 */
	public enum State {

		/**
		 * The client does nothing: it has no API key or is not enabled.
		 */
		OFF,

		/**
		 * The client has received no response yet, usually because no event was recorded.
		 */
		UNKNOWN,

		/**
		 * The backend responds.
		 */
		AVAILABLE,

		/**
		 * The client received no response to the last batch, or a 5xx. Each further batch
		 * is sent once.
		 */
		UNAVAILABLE,

		/**
		 * The backend does not accept the API key. Events are dropped; every minute, the
		 * key is checked again and one batch is sent.
		 */
		UNAUTHORIZED,

		/**
		 * The response to the last batch was a 404, a redirect, or a body that a backend
		 * doesn't send: the URL is not the URL of a backend. Each further batch is sent
		 * once.
		 */
		NOT_FOUND,

		/**
		 * The client was closed.
		 */
		CLOSED;

		/**
		 * {@return the name in logs and JSON, such as {@code available}}
		 */
		public String label() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Builder of a status, for implementations of a client and for tests. Not
	 * thread-safe.
	 */
	public static final class Builder {

		private State state = State.OFF;

		private @Nullable String url;

		private long sent;

		private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

		private long queued;

		private int queueCapacity;

		private @Nullable Instant lastSuccess;

		private @Nullable String lastError;

		private @Nullable Instant lastErrorAt;

		private Builder() {
			for (DropReason reason : DropReason.values()) {
				this.dropped.put(reason, 0L);
			}
		}

		/**
		 * Set the state.
		 * @param state the state
		 * @return this builder
		 */
		public Builder state(State state) {
			this.state = state;
			return this;
		}

		/**
		 * Set the URL of the backend.
		 * @param url the URL, without credentials
		 * @return this builder
		 */
		public Builder url(@Nullable String url) {
			this.url = url;
			return this;
		}

		/**
		 * Set the number of events that the backend has confirmed.
		 * @param sent the number of events
		 * @return this builder
		 */
		public Builder sent(long sent) {
			this.sent = sent;
			return this;
		}

		/**
		 * Set the number of events that were dropped for a reason.
		 * @param reason the reason
		 * @param number the number of events
		 * @return this builder
		 */
		public Builder dropped(DropReason reason, long number) {
			this.dropped.put(reason, number);
			return this;
		}

		/**
		 * Set the number of queued events, including those of the request in flight, and
		 * the capacity of the queue.
		 * @param queued the number of events
		 * @param capacity the number of events that the queue can hold
		 * @return this builder
		 */
		public Builder queue(long queued, int capacity) {
			this.queued = queued;
			this.queueCapacity = capacity;
			return this;
		}

		/**
		 * Set the time at which the backend last confirmed a batch.
		 * @param lastSuccess the time
		 * @return this builder
		 */
		public Builder lastSuccess(@Nullable Instant lastSuccess) {
			this.lastSuccess = lastSuccess;
			return this;
		}

		/**
		 * Set the last error of delivery.
		 * @param lastError the error
		 * @param at the time of the error
		 * @return this builder
		 */
		public Builder lastError(@Nullable String lastError, @Nullable Instant at) {
			this.lastError = lastError;
			this.lastErrorAt = at;
			return this;
		}

		/**
		 * Build the status.
		 * @return the status
		 */
		public ClientStatus build() {
			return new ClientStatus(this);
		}

	}

}
