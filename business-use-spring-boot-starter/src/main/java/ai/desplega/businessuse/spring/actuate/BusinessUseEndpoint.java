package ai.desplega.businessuse.spring.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} {@code businessuse}: how the client stands with its backend,
 * and what became of every event.
 * <p>
 * There is no health indicator on purpose: a telemetry backend that is down must not take
 * an application out of service.
 */
@Endpoint(id = "businessuse")
public final class BusinessUseEndpoint {

	private final BusinessUseClient client;

	/**
	 * Creates the endpoint.
	 * @param client whose status is shown
	 */
	public BusinessUseEndpoint(BusinessUseClient client) {
		this.client = client;
	}

	/**
	 * The status.
	 * @return how things stand now
	 */
	@ReadOperation
	public BusinessUseDescriptor status() {
		ClientStatus status = this.client.status();
		Map<String, Long> dropped = new TreeMap<>();
		status.droppedByReason().forEach((reason, number) -> dropped.put(reason.label(), number));
		LastError lastError = (status.lastError() != null && status.lastErrorAt() != null)
				? new LastError(status.lastError(), status.lastErrorAt()) : null;
		return new BusinessUseDescriptor(status.state().label(), status.url(),
				new Queue(status.queued(), status.queueCapacity()),
				new Events(status.recorded(), status.sent(), dropped), status.lastSuccess(), lastError);
	}

	/**
	 * What the endpoint shows.
	 *
	 * @param state state of the client with regard to its backend, in lower case
	 * @param url where the backend is; absent if the client is off, or has a transport
	 * that doesn't tell
	 * @param queue how full the queue is
	 * @param events what became of the events
	 * @param lastSuccess when the backend last confirmed a batch
	 * @param lastError what last went wrong
	 */
	public record BusinessUseDescriptor(String state, @Nullable String url, Queue queue, Events events,
			@Nullable Instant lastSuccess, @Nullable LastError lastError) implements OperationResponseBody {
	}

	/**
	 * How full the queue is.
	 *
	 * @param size events that wait, or are on their way
	 * @param capacity events that may wait
	 */
	public record Queue(long size, int capacity) {
	}

	/**
	 * What became of the events.
	 *
	 * @param recorded all that the client was given
	 * @param sent those that the backend confirmed
	 * @param dropped the others, by reason
	 */
	public record Events(long recorded, long sent, Map<String, Long> dropped) {
	}

	/**
	 * What last went wrong with the backend.
	 *
	 * @param message what happened, or what the backend said
	 * @param at when
	 */
	public record LastError(String message, Instant at) {
	}

}
