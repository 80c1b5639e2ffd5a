package ai.desplega.businessuse.spring.actuate;

import java.util.function.ToDoubleFunction;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What became of every event, and how full the queue is. The counts are read from the
 * client when a registry asks for them, so events cost nothing more.
 * <ul>
 * <li>{@code business.use.events}: events by {@code outcome} ({@code sent},
 * {@code dropped}) and {@code reason} (a {@link DropReason#label() drop reason}, or
 * {@code none})</li>
 * <li>{@code business.use.queue.size}: events that wait, or are on their way</li>
 * <li>{@code business.use.queue.capacity}: events that may wait</li>
 * </ul>
 */
public final class BusinessUseMetrics implements MeterBinder {

	private final BusinessUseClient client;

	/**
	 * Creates the meters.
	 * @param client whose events are counted
	 */
	public BusinessUseMetrics(BusinessUseClient client) {
		this.client = client;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter(registry, "sent", "none", ClientStatus::sent);
		for (DropReason reason : DropReason.values()) {
			counter(registry, "dropped", reason.label(), (status) -> status.dropped(reason));
		}
		gauge(registry, "size", "Events that wait, or are on their way", ClientStatus::queued);
		gauge(registry, "capacity", "Events that may wait before the oldest are dropped", ClientStatus::queueCapacity);
	}

	private void counter(MeterRegistry registry, String outcome, String reason, ToDoubleFunction<ClientStatus> value) {
		FunctionCounter.builder("business.use.events", this.client, (client) -> value.applyAsDouble(client.status()))
			.description("Events that were delivered or dropped")
			.baseUnit(BaseUnits.EVENTS)
			.tag("outcome", outcome)
			.tag("reason", reason)
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<ClientStatus> value) {
		Gauge.builder("business.use.queue." + name, this.client, (client) -> value.applyAsDouble(client.status()))
			.description(description)
			.baseUnit(BaseUnits.EVENTS)
			.register(registry);
	}

}
