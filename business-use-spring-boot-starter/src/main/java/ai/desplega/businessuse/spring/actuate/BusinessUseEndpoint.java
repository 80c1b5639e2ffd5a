package ai.desplega.businessuse.spring.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.OffReason;
import ai.desplega.businessuse.status.ClientStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} to expose the state of the client and the outcome of its
 * events.
 * <p>
 * There is intentionally no health indicator: an unavailable telemetry backend must not
 * take an application out of service.
 */
@Endpoint(id = "businessuse")
public final class BusinessUseEndpoint implements AopInfrastructureBean {

	private final BusinessUseClient client;

	private final @Nullable OffReason offReason;

	BusinessUseEndpoint(BusinessUseClient client, @Nullable OffReason offReason) {
		this.client = client;
		this.offReason = offReason;
	}

	/**
	 * Return the status of the client.
	 * @return the current status; if the client is a mock, the status of a client that is
	 * off
	 */
	@ReadOperation
	public BusinessUseDescriptor status() {
		ClientStatus status = Objects.requireNonNullElse(this.client.status(), ClientStatus.empty());
		Map<String, Long> dropped = new TreeMap<>();
		status.droppedByReason().forEach((reason, number) -> dropped.put(reason.label(), number));
		LastError lastError = (status.lastError() != null && status.lastErrorAt() != null)
				? new LastError(status.lastError(), status.lastErrorAt()) : null;
		String offReason = (this.offReason != null) ? this.offReason.get() : null;
		return new BusinessUseDescriptor(status.state().label(), offReason, status.url(),
				new Queue(status.queued(), status.queueCapacity()),
				new Events(status.recorded(), status.sent(), dropped), status.lastSuccess(), lastError);
	}

	/**
	 * Description of the status.
	 *
	 * @param state state of the client with regard to its backend, in lower case
	 * @param offReason reason why the auto-configured client is off; absent if the client
	 * is on
	 * @param url URL of the backend; absent if the client is off or its transport has no
	 * URL
	 * @param queue size of the queue
	 * @param events outcome of the events
	 * @param lastSuccess time at which the backend last confirmed a batch
	 * @param lastError last error of the backend
	 */
	public record BusinessUseDescriptor(String state, @Nullable String offReason, @Nullable String url, Queue queue,
			Events events, @Nullable Instant lastSuccess,
			@Nullable LastError lastError) implements OperationResponseBody {
	}

	/**
	 * Size of the queue.
	 *
	 * @param size number of queued events, including those of the request in flight
	 * @param capacity maximum number of queued events
	 */
	public record Queue(long size, int capacity) {
	}

	/**
	 * Outcome of the events.
	 *
	 * @param recorded number of events that were recorded with the client
	 * @param sent number of events that the backend confirmed
	 * @param dropped number of events that will never be sent, by reason in lower case
	 */
	public record Events(long recorded, long sent, Map<String, Long> dropped) {
	}

	/**
	 * Last error of the backend.
	 *
	 * @param message the message
	 * @param at time of the error
	 */
	public record LastError(String message, Instant at) {
	}

}
