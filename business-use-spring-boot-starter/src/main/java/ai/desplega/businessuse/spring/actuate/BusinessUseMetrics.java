package ai.desplega.businessuse.spring.actuate;

import java.util.Objects;
import java.util.function.ToDoubleFunction;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Meters of the events and of the queue. They read the status of the client when the
 * registry requests their values, so they add no cost per event.
 * <ul>
 * <li>{@code business.use.events}: events by {@code outcome} ({@code sent},
 * {@code dropped}) and {@code reason} (a {@link DropReason#label() drop reason}, or
 * {@code none})</li>
 * <li>{@code business.use.queue.size}: queued events, including those of the request in
 * flight</li>
 * <li>{@code business.use.queue.capacity}: maximum number of queued events</li>
 * </ul>
 */
final class BusinessUseMetrics implements MeterBinder, AopInfrastructureBean {

	private final BusinessUseClient client;

	BusinessUseMetrics(BusinessUseClient client) {
		this.client = client;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter(registry, "sent", "none", ClientStatus::sent);
		for (DropReason reason : DropReason.values()) {
			counter(registry, "dropped", reason.label(), (status) -> status.dropped(reason));
		}
		gauge(registry, "size", "Queued events, including those of the request in flight", ClientStatus::queued);
		gauge(registry, "capacity", "Maximum number of queued events", ClientStatus::queueCapacity);
	}

	private void counter(MeterRegistry registry, String outcome, String reason, ToDoubleFunction<ClientStatus> value) {
		FunctionCounter.builder("business.use.events", this.client, (client) -> value.applyAsDouble(status(client)))
			.description("Events that were sent or dropped")
			.baseUnit(BaseUnits.EVENTS)
			.tag("outcome", outcome)
			.tag("reason", reason)
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<ClientStatus> value) {
		Gauge.builder("business.use.queue." + name, this.client, (client) -> value.applyAsDouble(status(client)))
			.description(description)
			.baseUnit(BaseUnits.EVENTS)
			.register(registry);
	}

	/**
	 * Return the status, even if the client is a mock.
	 */
	private static ClientStatus status(BusinessUseClient client) {
		return Objects.requireNonNullElse(client.status(), ClientStatus.empty());
	}

}
