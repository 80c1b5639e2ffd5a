package ai.desplega.businessuse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.internal.json.JsonBuffer;
import ai.desplega.businessuse.internal.json.JsonLimitException;
import ai.desplega.businessuse.internal.json.MapperSource;
import ai.desplega.businessuse.internal.json.NotAnObjectException;
import ai.desplega.businessuse.internal.json.ObjectEncoder;
import ai.desplega.businessuse.internal.json.UnwritableException;
import org.jspecify.annotations.Nullable;

/**
 * Validates an event and encodes it as JSON. Absent values are omitted, because the
 * backend rejects null. Thread-safe.
 * <p>
 * The encoder reads the builder directly: an immutable copy would increase the time of an
 * event by a fifth, and only customizers need a copy.
 */
final class EventEncoder {

	private static final byte[] FLOW = JsonBuffer.ascii("{\"flow\":");

	private static final byte[] ID = JsonBuffer.ascii(",\"id\":");

	private static final byte[] RUN_ID = JsonBuffer.ascii(",\"run_id\":");

	private static final byte[] ACT = JsonBuffer.ascii(",\"type\":\"act\",\"ts\":");

	private static final byte[] ASSERT = JsonBuffer.ascii(",\"type\":\"assert\",\"ts\":");

	private static final byte[] DESCRIPTION = JsonBuffer.ascii(",\"description\":");

	private static final byte[] DEP_IDS = JsonBuffer.ascii(",\"dep_ids\":");

	private static final byte[] FILTER = JsonBuffer.ascii(",\"filter\":");

	private static final byte[] VALIDATOR = JsonBuffer.ascii(",\"validator\":");

	private static final byte[] ENGINE = JsonBuffer.ascii("{\"engine\":");

	private static final byte[] SCRIPT = JsonBuffer.ascii(",\"script\":");

	private static final byte[] CONDITIONS = JsonBuffer.ascii(",\"conditions\":[{\"timeout_ms\":");

	private static final byte[] CONDITIONS_END = JsonBuffer.ascii("}]");

	private static final byte[] META = JsonBuffer.ascii(",\"additional_meta\":");

	private static final byte[] DATA = JsonBuffer.ascii(",\"data\":");

	/**
	 * Limit on the cache, for applications that create definitions at run time.
	 */
	private static final int MAX_DECLARED_STEPS = 10_000;

	private final Map<StepDefinition, byte[]> declaredSteps = new ConcurrentHashMap<>();

	private final ObjectEncoder objects = new ObjectEncoder();

	private final BufferPool buffers = new BufferPool();

	private final int maxEventBytes;

	EventEncoder(int maxEventBytes) {
		this.maxEventBytes = maxEventBytes;
	}

	void useMapper(MapperSource mapper) {
		this.objects.useMapper(mapper);
	}

	/**
	 * Encode an event.
	 * @param log the logger for fields that were replaced by null
	 * @throws InvalidEventException if the backend would reject it
	 * @throws JsonLimitException if the event is too large
	 */
	byte[] encode(BusinessEvent.Builder event, ThrottledEventLogger log) {
		JsonBuffer out = this.buffers.take(this.maxEventBytes);
		try {
			write(event, out);
			if (!out.problems().isEmpty()) {
				log.reduced(event, describe(out.problems()));
			}
			return out.toByteArray();
		}
		finally {
			this.buffers.giveBack(out);
		}
	}

	private static String describe(Map<String, Throwable> problems) {
		StringJoiner description = new StringJoiner("; ");
		problems.forEach((field, reason) -> description
			.add(ThrottledEventLogger.printable(String.valueOf(field)) + ": " + describe(reason)));
		return description.toString();
	}

	private static String describe(Throwable reason) {
		boolean known = reason instanceof JsonLimitException || reason instanceof UnwritableException;
		return known ? ThrottledEventLogger.printable(String.valueOf(reason.getMessage()))
				: ThrottledEventLogger.describe(reason);
	}

	private void write(BusinessEvent.Builder event, JsonBuffer out) {
		String id = required("id", event.id);
		out.raw(FLOW);
		out.string(required("flow", event.flow));
		out.raw(ID);
		out.string(id);
		out.raw(RUN_ID);
		out.string(runId(event));
		out.raw((event.validator != null) ? ASSERT : ACT);
		out.number(event.timestamp);
		if (event.declaredStep != null) {
			out.raw(declared(event.declaredStep, event));
		}
		else {
			definition(id, event, out);
		}
		meta(event.additionalMeta, out);
		out.raw(DATA);
		object("data", event.data, out);
		out.raw('}');
	}

	/**
	 * Return the encoded part that is shared by all events of a declared step.
	 */
	private byte[] declared(StepDefinition step, BusinessEvent.Builder event) {
		byte[] known = this.declaredSteps.get(step);
		if (known != null) {
			return known;
		}
		JsonBuffer out = new JsonBuffer(this.maxEventBytes);
		definition(step.id(), event, out);
		byte[] written = out.toByteArray();
		if (this.declaredSteps.size() < MAX_DECLARED_STEPS) {
			this.declaredSteps.put(step, written);
		}
		return written;
	}

	private static void definition(String id, BusinessEvent.Builder event, JsonBuffer out) {
		if (event.description != null) {
			out.raw(DESCRIPTION);
			out.string(event.description);
		}
		depIds(id, event.depIds, out);
		expression(FILTER, event.filter, out);
		expression(VALIDATOR, event.validator, out);
		if (event.timeout != null) {
			out.raw(CONDITIONS);
			out.number(event.timeout.toMillis());
			out.raw(CONDITIONS_END);
		}
	}

	private static String runId(BusinessEvent.Builder event) {
		if (event.runId instanceof InvalidEventException unusable) {
			throw unusable;
		}
		return required("run id", (String) event.runId);
	}

	private static String required(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new InvalidEventException("the " + name + " is " + ((value == null) ? "missing" : "blank"));
		}
		return value;
	}

	private static void depIds(String id, List<String> depIds, JsonBuffer out) {
		if (depIds.isEmpty()) {
			return;
		}
		out.raw(DEP_IDS);
		char separator = '[';
		for (String depId : depIds) {
			if (required("id of a dependency", depId).equals(id)) {
				throw new InvalidEventException("it depends on itself, which the backend can't evaluate");
			}
			out.raw(separator);
			out.string(depId);
			separator = ',';
		}
		out.raw(']');
	}

	private static void expression(byte[] name, @Nullable Expr expression, JsonBuffer out) {
		if (expression == null) {
			return;
		}
		out.raw(name);
		out.raw(ENGINE);
		out.string(expression.engine().name().toLowerCase(Locale.ROOT));
		out.raw(SCRIPT);
		out.string(expression.script());
		out.raw('}');
	}

	private void meta(@Nullable Map<String, ?> meta, JsonBuffer out) {
		if (meta == null) {
			return;
		}
		int start = out.size();
		out.raw(META);
		int empty = out.size() + 2;
		object("additional meta", meta, out);
		if (out.size() == empty) {
			out.rewind(start);
		}
	}

	private void object(String name, Object value, JsonBuffer out) {
		try {
			if (value instanceof DataFields fields) {
				this.objects.object(fields.base(), fields, out, this.maxEventBytes - 1);
			}
			else {
				this.objects.object(value, out, this.maxEventBytes - 1);
			}
		}
		catch (NotAnObjectException ex) {
			throw new InvalidEventException("the " + name + " " + ex.getMessage());
		}
	}

}
