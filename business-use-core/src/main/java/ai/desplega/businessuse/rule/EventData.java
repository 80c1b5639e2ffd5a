package ai.desplega.businessuse.rule;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The data of an event, or an object in it, as a rule sees it: a JSON object with typed
 * access. A field that is missing, null or of another type is never an error in itself;
 * each method says what it gives instead. Nothing is converted: the text {@code "12"} is
 * no number.
 * <p>
 * Not modifiable, thread-safe.
 */
public final class EventData {

	static final EventData EMPTY = new EventData(Map.of());

	private final Map<?, ?> fields;

	private EventData(Map<?, ?> fields) {
		this.fields = fields;
	}

	/**
	 * The data of an event, for the test of a rule: as the backend sees it after the
	 * client has sent it. So a number that is not finite is null, and objects are what
	 * Jackson makes of them.
	 * @param data a map, a record, a bean: anything that is a JSON object
	 * @return a copy
	 * @throws IllegalArgumentException if it is something else, or larger than 1 MB
	 */
	public static EventData of(Object data) {
		return new EventData(JsonValue.object(data));
	}

	static EventData ofValue(@Nullable Object value) {
		return (value instanceof Map<?, ?> fields) ? new EventData(fields) : EMPTY;
	}

	static double numberOfValue(@Nullable Object value) {
		return (value instanceof Double number) ? number : Double.NaN;
	}

	static @Nullable String stringOfValue(@Nullable Object value) {
		return (value instanceof String text) ? text : null;
	}

	/**
	 * A number.
	 * @param field the name of the field
	 * @return its value, {@code NaN} if the field is not a number; nothing equals
	 * {@code NaN}, and nothing is greater or less
	 */
	public double number(String field) {
		return numberOfValue(value(field));
	}

	/**
	 * A number, or another one instead.
	 * @param field the name of the field
	 * @param otherwise what to use if the field is not a number
	 * @return the number
	 */
	public double number(String field, double otherwise) {
		return (value(field) instanceof Double number) ? number : otherwise;
	}

	/**
	 * A text.
	 * @param field the name of the field
	 * @return its value, {@code null} if the field is not a text; calling a method on
	 * that is an error in Java, and in the backend, where the rule then fails
	 */
	public @Nullable String string(String field) {
		return stringOfValue(value(field));
	}

	/**
	 * A text, or another one instead.
	 * @param field the name of the field
	 * @param otherwise what to use if the field is not a text
	 * @return the text
	 */
	public String string(String field, String otherwise) {
		return (value(field) instanceof String text) ? text : otherwise;
	}

	/**
	 * A boolean.
	 * @param field the name of the field
	 * @return true if the field is {@code true}, false if it is anything else
	 */
	public boolean bool(String field) {
		return Boolean.TRUE.equals(value(field));
	}

	/**
	 * An object within this one.
	 * @param field the name of the field
	 * @return the object, an empty one if the field is not an object
	 */
	public EventData object(String field) {
		return ofValue(value(field));
	}

	/**
	 * A list of numbers.
	 * @param field the name of the field
	 * @return its elements, with {@code NaN} for each that is not a number; none if the
	 * field is not a list
	 */
	public ValueList<Double> numbers(String field) {
		return ValueList.of(list(field), EventData::numberOfValue);
	}

	/**
	 * A list of texts.
	 * @param field the name of the field
	 * @return its elements, with {@code null} for each that is not a text; none if the
	 * field is not a list
	 */
	public ValueList<@Nullable String> strings(String field) {
		return ValueList.of(list(field), EventData::stringOfValue);
	}

	/**
	 * A list of objects.
	 * @param field the name of the field
	 * @return its elements, with an empty object for each that is not an object; none if
	 * the field is not a list
	 */
	public ValueList<EventData> objects(String field) {
		return ValueList.of(list(field), EventData::ofValue);
	}

	/**
	 * Whether a field has a value.
	 * @param field the name of the field
	 * @return false if it is missing or null
	 */
	public boolean has(String field) {
		return value(field) != null;
	}

	/**
	 * Whether a field is there, and null.
	 * @param field the name of the field
	 * @return false if it is missing or has a value
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

	/**
	 * The data in words, for the messages of tests.
	 */
	@Override
	public String toString() {
		return this.fields.toString();
	}

}
