package ai.desplega.businessuse.embedded.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object of a request.
 */
public final class FieldReader {

	private static final int MAX_NUMBER = 40;

	private final JsonNode object;

	private final List<Object> loc;

	private FieldReader(JsonNode object, List<Object> loc) {
		this.object = object;
		this.loc = loc;
	}

	/**
	 * Create a reader.
	 * @param object the object, or {@code null} for none
	 * @param loc the path of names and indexes to the object
	 * @return the reader
	 * @throws InvalidRequestException if the value is not an object
	 */
	public static FieldReader of(@Nullable JsonNode object, List<Object> loc) {
		if (object == null || !object.isObject()) {
			throw invalid(loc, "must be an object");
		}
		return new FieldReader(object, loc);
	}

	/**
	 * Return a required string.
	 * @param name the field
	 * @return the string
	 * @throws InvalidRequestException if the field is absent or not a valid string
	 */
	public String string(String name) {
		return asString(required(name), at(name));
	}

	/**
	 * Return an optional string.
	 * @param name the field
	 * @return the string, or {@code null} if the field is absent or {@code null}
	 * @throws InvalidRequestException if the field is not a valid string
	 */
	public @Nullable String optionalString(String name) {
		JsonNode value = optional(name);
		return (value != null) ? asString(value, at(name)) : null;
	}

	/**
	 * Return an integer.
	 * @param name the field
	 * @return the integer
	 * @throws InvalidRequestException if the field is absent, or not an integer of 64
	 * bits
	 */
	public long integer(String name) {
		JsonNode value = required(name);
		if (!(value.isNumber() || value.isString()) || value.asString().length() > MAX_NUMBER) {
			throw invalid(at(name), "must be an integer");
		}
		try {
			return new BigDecimal(value.asString().strip()).longValueExact();
		}
		catch (NumberFormatException ex) {
			throw invalid(at(name), "must be an integer");
		}
		catch (ArithmeticException ex) {
			throw invalid(at(name), "must be an integer of 64 bits; a time is in nanoseconds since the epoch");
		}
	}

	String oneOf(String name, List<String> allowed) {
		String value = string(name);
		if (!allowed.contains(value)) {
			throw invalid(at(name), "must be one of " + String.join(", ", allowed));
		}
		return value;
	}

	JsonNode object(String name) {
		return of(required(name), at(name)).object;
	}

	@Nullable FieldReader optionalReader(String name) {
		JsonNode value = optional(name);
		return (value != null) ? of(value, at(name)) : null;
	}

	List<String> strings(String name) {
		JsonNode value = optional(name);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw invalid(at(name), "must be an array of strings");
		}
		List<String> strings = new ArrayList<>();
		for (int i = 0; i < value.size(); i++) {
			strings.add(asString(value.get(i), append(at(name), i)));
		}
		return List.copyOf(strings);
	}

	@Nullable JsonNode optional(String name) {
		JsonNode value = this.object.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	private JsonNode required(String name) {
		JsonNode value = this.object.get(name);
		if (value == null) {
			throw invalid(at(name), "is required");
		}
		return value;
	}

	/**
	 * Return a string without lone surrogates, which the real backend can't store and
	 * JSON writers reject.
	 */
	private static String asString(JsonNode value, List<Object> at) {
		if (!value.isString()) {
			throw invalid(at, "must be a string");
		}
		String string = value.stringValue();
		if (LoneSurrogates.areIn(string)) {
			throw invalid(at, "must not contain a lone UTF-16 surrogate");
		}
		return string;
	}

	static InvalidRequestException invalid(List<Object> loc, String msg) {
		return new InvalidRequestException(new FieldError(loc, msg));
	}

	private List<Object> at(String name) {
		return append(this.loc, name);
	}

	private static List<Object> append(List<Object> loc, Object last) {
		List<Object> all = new ArrayList<>(loc);
		all.add(last);
		return List.copyOf(all);
	}

}
