package ai.desplega.businessuse.rule;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.desplega.businessuse.internal.json.JsonBuffer;
import ai.desplega.businessuse.internal.json.JsonLimitException;
import ai.desplega.businessuse.internal.json.NotAnObjectException;
import ai.desplega.businessuse.internal.json.ObjectEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data of an event, or an object within the data: a JSON object with typed access. A
 * field that is missing, null or of another type is not an error; each method documents
 * its result in that case. Values are not converted: the string {@code "12"} is not a
 * number.
 * <p>
 * Unmodifiable and thread-safe.
 */
public final class EventData {

	static final EventData EMPTY = new EventData(Map.of());

	private static final int MAX_SIZE = 1 << 20;

	private final Map<?, ?> fields;

	private EventData(Map<?, ?> fields) {
		this.fields = fields;
	}

	/**
	 * Create data for the unit test of a rule, as in the backend: Jackson writes objects,
	 * and a non-finite number becomes null.
	 * @param data a map, a record or a bean: any object that Jackson writes as a JSON
	 * object
	 * @return the data
	 * @throws IllegalArgumentException if it is not a JSON object, or larger than 1 MB
	 */
	public static EventData of(Object data) {
		if (data == null) {
			throw new IllegalArgumentException("The data of an event can't be null");
		}
		try {
			JsonBuffer json = new JsonBuffer(MAX_SIZE);
			new ObjectEncoder().object(data, json, MAX_SIZE);
			return new EventData(JsonMapper.shared().readValue(json.toByteArray(), Map.class));
		}
		catch (NotAnObjectException | JacksonException ex) {
			throw new IllegalArgumentException("The data of an event " + ex.getMessage(), ex);
		}
		catch (JsonLimitException ex) {
			throw new IllegalArgumentException("The data of an event is larger than " + MAX_SIZE + " bytes", ex);
		}
	}

	static EventData ofValue(@Nullable Object value) {
		return (value instanceof Map<?, ?> fields) ? new EventData(fields) : EMPTY;
	}

	/**
	 * Convert a number to a double, because all numbers of JavaScript are doubles.
	 */
	static double numberOfValue(@Nullable Object value) {
		return (value instanceof Number number) ? number.doubleValue() : Double.NaN;
	}

	static @Nullable String stringOfValue(@Nullable Object value) {
		return (value instanceof String string) ? string : null;
	}

	/**
	 * Return a number.
	 * @param field the name of the field
	 * @return the value, or {@code NaN} if the field is not a number; {@code NaN} is not
	 * equal to, less than or greater than any number
	 */
	public double number(String field) {
		return numberOfValue(value(field));
	}

	/**
	 * Return a number, or a default.
	 * @param field the name of the field
	 * @param otherwise the default if the field is not a number
	 * @return the number
	 */
	public double number(String field, double otherwise) {
		return (value(field) instanceof Number number) ? number.doubleValue() : otherwise;
	}

	/**
	 * Return a string.
	 * @param field the name of the field
	 * @return the value, or {@code null} if the field is not a string; calling a method
	 * on {@code null} fails in Java and in the backend, so the rule fails
	 */
	public @Nullable String string(String field) {
		return stringOfValue(value(field));
	}

	/**
	 * Return a string, or a default.
	 * @param field the name of the field
	 * @param otherwise the default if the field is not a string
	 * @return the string
	 */
	public String string(String field, String otherwise) {
		return (value(field) instanceof String string) ? string : otherwise;
	}

	/**
	 * Return a boolean.
	 * @param field the name of the field
	 * @return {@code true} if the field is {@code true}, otherwise {@code false}
	 */
	public boolean bool(String field) {
		return Boolean.TRUE.equals(value(field));
	}

	/**
	 * Return an object within this one.
	 * @param field the name of the field
	 * @return the object, or an empty object if the field is not an object
	 */
	public EventData object(String field) {
		return ofValue(value(field));
	}

	/**
	 * Return a list of numbers.
	 * @param field the name of the field
	 * @return the elements, with {@code NaN} for each element that is not a number; empty
	 * if the field is not a list
	 */
	public ValueList<Double> numbers(String field) {
		return ValueList.of(list(field), EventData::numberOfValue);
	}

	/**
	 * Return a list of strings.
	 * @param field the name of the field
	 * @return the elements, with {@code null} for each element that is not a string;
	 * empty if the field is not a list
	 */
	public ValueList<@Nullable String> strings(String field) {
		return ValueList.of(list(field), EventData::stringOfValue);
	}

	/**
	 * Return a list of objects.
	 * @param field the name of the field
	 * @return the elements, with an empty object for each element that is not an object;
	 * empty if the field is not a list
	 */
	public ValueList<EventData> objects(String field) {
		return ValueList.of(list(field), EventData::ofValue);
	}

	/**
	 * Return {@code true} if a field has a value.
	 * @param field the name of the field
	 * @return {@code false} if the field is missing or null
	 */
	public boolean has(String field) {
		return value(field) != null;
	}

	/**
	 * Return {@code true} if a field is present and null.
	 * @param field the name of the field
	 * @return {@code false} if the field is missing or has a value
	 */
	public boolean isNull(String field) {
		return value(field) == null && this.fields.containsKey(field);
	}

	private @Nullable Object value(String field) {
		return this.fields.get(Objects.requireNonNull(field, "The name of a field can't be null"));
	}

	private List<?> list(String field) {
		return (value(field) instanceof List<?> list) ? list : List.of();
	}

	@Override
	public String toString() {
		return this.fields.toString();
	}

}
