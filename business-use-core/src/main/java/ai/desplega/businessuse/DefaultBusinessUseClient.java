package ai.desplega.businessuse;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.internal.client.AssertionDescription;
import ai.desplega.businessuse.internal.client.ManagedClient;
import ai.desplega.businessuse.internal.delivery.BatchProcessor;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.json.JsonLimitException;
import ai.desplega.businessuse.internal.json.MapperSource;
import ai.desplega.businessuse.status.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Default {@link BusinessUseClient}: captures events on the calling thread and delivers
 * them in the background. This class catches all exceptions of application code (lambdas,
 * customizers, data).
 * <p>
 * Not final, because aspects of an application may create a subclass proxy of a bean.
 */
class DefaultBusinessUseClient implements BusinessUseClient, ManagedClient {

	private final List<BusinessEventCustomizer> customizers;

	private final FlowDefaults defaults;

	private final EventEncoder encoder;

	private final BatchProcessor processor;

	private final ThrottledEventLogger log;

	private final int maxEventBytes;

	/**
	 * Set while the thread runs a customizer, whose own events are not customized.
	 */
	private final ThreadLocal<Boolean> customizing = new ThreadLocal<>();

	DefaultBusinessUseClient(List<BusinessEventCustomizer> customizers, FlowDefaults defaults, int maxEventBytes,
			BatchProcessor processor, ThrottledEventLogger log) {
		this.customizers = customizers;
		this.defaults = defaults;
		this.maxEventBytes = maxEventBytes;
		this.encoder = new EventEncoder(maxEventBytes);
		this.processor = processor;
		this.log = log;
	}

	@Override
	public void ensure(Consumer<BusinessEvent.Builder> event) {
		if (!this.processor.rejectIfUnavailable()) {
			offer(encode(describe(event), false));
		}
	}

	@Override
	public void act(String id, FlowRun run, @Nullable Object data) {
		if (!this.processor.rejectIfUnavailable()) {
			offer(encode(BusinessEvent.builder().id(id).run(run).data(data), false));
		}
	}

	@Override
	public void assertion(Consumer<BusinessEvent.Builder> event) {
		if (!this.processor.rejectIfUnavailable()) {
			offer(encode(describe(event), true));
		}
	}

	@Override
	public PreparedEvent prepare(Consumer<BusinessEvent.Builder> event) {
		Runnable refusal = this.processor.refusal();
		if (refusal != null) {
			return refusal::run;
		}
		byte[] encoded = encode(describe(event), event instanceof AssertionDescription);
		return () -> offer(encoded);
	}

	@Override
	public void useFlows(FlowRegistry flows) {
		this.defaults.use(flows);
	}

	private BusinessEvent.@Nullable Builder describe(Consumer<BusinessEvent.Builder> event) {
		BusinessEvent.Builder builder = BusinessEvent.builder();
		try {
			event.accept(builder);
			return builder;
		}
		catch (Throwable ex) {
			this.processor.refused(DropReason.INVALID);
			this.log.dropped(builder, ThrottledEventLogger.topic(ex),
					"creating the event failed: " + ThrottledEventLogger.describe(ex));
			return null;
		}
	}

	private byte @Nullable [] encode(BusinessEvent.@Nullable Builder described, boolean assertion) {
		if (described == null) {
			return null;
		}
		BusinessEvent.Builder event = described;
		try {
			this.defaults.applyTo(event);
			this.defaults.checkRules(event);
			BusinessEvent.Builder customized = customize(event);
			if (customized == null) {
				return null;
			}
			this.defaults.applyToCustomized(event, customized);
			event = customized;
			if (assertion && event.validator == null) {
				throw new InvalidEventException(
						"an assertion needs a validator; without one its step would pass in every run");
			}
			return this.encoder.encode(event, this.log);
		}
		catch (InvalidEventException ex) {
			this.processor.refused(DropReason.INVALID);
			this.log.dropped(event, ThrottledEventLogger.topic(ex), String.valueOf(ex.getMessage()));
		}
		catch (JsonLimitException ex) {
			this.processor.refused(DropReason.TOO_LARGE);
			this.log.dropped(event, "too large",
					"it exceeds " + this.maxEventBytes + " bytes; see business-use.max-event-bytes");
		}
		catch (Throwable ex) {
			this.processor.refused(DropReason.INVALID);
			this.log.dropped(event, "encoding", "encoding the event failed: " + ThrottledEventLogger.describe(ex));
		}
		return null;
	}

	private BusinessEvent.@Nullable Builder customize(BusinessEvent.Builder described) {
		if (this.customizers.isEmpty() || this.customizing.get() != null) {
			return described;
		}
		this.customizing.set(true);
		try {
			BusinessEvent event = new BusinessEvent(described);
			for (BusinessEventCustomizer customizer : this.customizers) {
				event = customizer.customize(event);
				if (event == null) {
					this.processor.refused(DropReason.CUSTOMIZER);
					return null;
				}
			}
			return event.isOf(described) ? described : event.toBuilder();
		}
		catch (Throwable ex) {
			this.processor.refused(DropReason.CUSTOMIZER);
			this.log.dropped(described, "customizer", "a customizer failed: " + ThrottledEventLogger.describe(ex));
			return null;
		}
		finally {
			this.customizing.remove();
		}
	}

	private void offer(byte @Nullable [] encoded) {
		if (encoded == null) {
			return;
		}
		try {
			this.processor.offer(encoded);
		}
		catch (Throwable ex) {
			this.log.failed("starting the worker", ex);
		}
	}

	@Override
	public boolean flush(Duration timeout) {
		try {
			return this.processor.flush(timeout);
		}
		catch (Throwable ex) {
			this.log.failed("flush", ex);
			return false;
		}
	}

	@Override
	public void flushAndDisconnect(Duration timeout) {
		try {
			this.processor.flushAndDisconnect(timeout);
		}
		catch (Throwable ex) {
			this.log.failed("flush", ex);
		}
	}

	@Override
	public ClientStatus status() {
		return this.processor.status();
	}

	@Override
	public void close() {
		close(this.processor::close);
	}

	@Override
	public void close(Duration timeout) {
		close(() -> this.processor.close(timeout));
	}

	private void close(BooleanSupplier closing) {
		try {
			if (closing.getAsBoolean()) {
				this.log.totals(status());
			}
		}
		catch (Throwable ex) {
			this.log.failed("close", ex);
		}
	}

	@Override
	public void useMapper(MapperSource mapper) {
		this.encoder.useMapper(mapper);
	}

}
