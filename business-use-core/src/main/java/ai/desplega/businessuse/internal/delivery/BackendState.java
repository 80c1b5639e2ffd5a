package ai.desplega.businessuse.internal.delivery;

import java.time.Instant;

import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * State of the backend by its latest response. Immutable.
 *
 * @param state the state, never {@code OFF} or {@code CLOSED}
 * @param lastSuccess the time at which it last confirmed a batch
 * @param lastError the last error
 * @param lastErrorAt the time of the last error
 */
record BackendState(State state, @Nullable Instant lastSuccess, @Nullable String lastError,
		@Nullable Instant lastErrorAt) {

	static final BackendState UNKNOWN = new BackendState(State.UNKNOWN, null, null, null);

	BackendState withSuccess() {
		return new BackendState(State.AVAILABLE, Instant.now(), this.lastError, this.lastErrorAt);
	}

	BackendState withState(State state) {
		return new BackendState(state, this.lastSuccess, this.lastError, this.lastErrorAt);
	}

	BackendState withError(State state, String error) {
		return new BackendState(state, this.lastSuccess, error, Instant.now());
	}

	void addTo(ClientStatus.Builder status) {
		status.state(this.state).lastSuccess(this.lastSuccess).lastError(this.lastError, this.lastErrorAt);
	}

}
