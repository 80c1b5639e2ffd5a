package ai.desplega.businessuse.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.internal.json.JsonObjects;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Event in the form in which a backend receives it, for tests and results. Immutable.
 */
public final class RecordedEvent {

	private final String json;

	private final Map<String, @Nullable Object> members;

	private RecordedEvent(String json) {
		this.json = json;
		this.members = JsonObjects.read(json);
	}

	/**
	 * Create an event from its JSON.
	 * @param json the event as it is sent
	 * @return the event
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	public static RecordedEvent of(String json) {
		return new RecordedEvent(json);
	}

	/**
	 * {@return the id of the step}
	 */
	public String id() {
		return string("id");
	}

	/**
	 * {@return the name of the flow}
	 */
	public String flow() {
		return string("flow");
	}

	/**
	 * {@return the run id}
	 */
	public String runId() {
		return string("run_id");
	}

	/**
	 * {@return the type of the event}
	 */
	public EventType type() {
		return "assert".equals(this.members.get("type")) ? EventType.ASSERT : EventType.ACT;
	}

	/**
	 * {@return the time at which the event was recorded}
	 */
	public Instant timestamp() {
		return (this.members.get("ts") instanceof Number nanos) ? Instant.EPOCH.plusNanos(nanos.longValue())
				: Instant.EPOCH;
	}

	/**
	 * Return the data of the event.
	 * @return an unmodifiable map, whose values are strings, numbers, booleans, lists,
	 * maps and {@code null}
	 */
	public Map<String, ?> data() {
		return object(this.members.get("data"));
	}

	/**
	 * {@return the ids of the steps that this step depends on; unmodifiable}
	 */
	public List<String> depIds() {
		return (this.members.get("dep_ids") instanceof List<?> ids) ? ids.stream().map(String::valueOf).toList()
				: List.of();
	}

	/**
	 * {@return the rule that determines whether the step was correct, or {@code null}}
	 */
	public @Nullable Expr validator() {
		return expression("validator");
	}

	/**
	 * {@return the rule that determines which events of the step count, or {@code null}}
	 */
	public @Nullable Expr filter() {
		return expression("filter");
	}

	/**
	 * {@return the time after its latest dependency within which the step must be
	 * recorded, or {@code null}}
	 */
	public @Nullable Duration timeout() {
		if (this.members.get("conditions") instanceof List<?> conditions && !conditions.isEmpty()
				&& object(conditions.get(0)).get("timeout_ms") instanceof Number millis) {
			return Duration.ofMillis(millis.longValue());
		}
		return null;
	}

	/**
	 * Return the event as it was sent.
	 * @return a JSON object with the names of the wire format ({@code run_id},
	 * {@code dep_ids}, …)
	 */
	public String json() {
		return this.json;
	}

	private String string(String name) {
		return Objects.toString(this.members.get(name), "");
	}

	/**
	 * Return an expression, or {@code null} if the engine can't be set by a client, such
	 * as {@code cel}.
	 */
	private @Nullable Expr expression(String name) {
		Map<String, ?> members = object(this.members.get(name));
		for (Expr.Engine engine : Expr.Engine.values()) {
			if (engine.name().toLowerCase(Locale.ROOT).equals(members.get("engine"))) {
				return new Expr(engine, String.valueOf(members.get("script")));
			}
		}
		return null;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, ?> object(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? Collections.unmodifiableMap((Map<String, ?>) map) : Map.of();
	}

	@Override
	public String toString() {
		return this.json;
	}

}
