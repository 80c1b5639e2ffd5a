package ai.desplega.businessuse.embedded.console;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object and notes what is wrong with them, in the terms of
 * the library (Pydantic) that the real backend checks with.
 */
final class FieldReader {

	private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,100}(\\.0+)?");

	private final JsonNode object;

	private final List<Object> loc;

	private final ValidationErrors errors;

	FieldReader(JsonNode object, List<Object> loc, ValidationErrors errors) {
		this.object = object;
		this.loc = loc;
		this.errors = errors;
	}

	String string(String name) {
		JsonNode value = required(name);
		return (value != null) ? asString(value, at(name)) : "";
	}

	@Nullable String optionalString(String name) {
		JsonNode value = optional(name);
		return (value != null) ? asString(value, at(name)) : null;
	}

	String oneOf(String name, List<String> allowed) {
		JsonNode value = required(name);
		if (value == null || (value.isString() && allowed.contains(value.stringValue()))) {
			return (value != null) ? value.stringValue() : "";
		}
		String expected = quoted(allowed);
		this.errors.add(new ValidationError("literal_error", at(name), "Input should be " + expected, value,
				Map.of("expected", expected)));
		return "";
	}

	@Nullable JsonNode object(String name) {
		JsonNode value = required(name);
		if (value != null && !value.isObject()) {
			this.errors.add("dict_type", at(name), "Input should be a valid dictionary", value);
			return null;
		}
		return value;
	}

	BigInteger integer(String name) {
		JsonNode value = required(name);
		return (value != null) ? asInteger(value, at(name)) : BigInteger.ZERO;
	}

	List<String> strings(String name) {
		JsonNode value = optional(name);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			this.errors.add("list_type", at(name), "Input should be a valid list", value);
			return List.of();
		}
		List<String> strings = new ArrayList<>();
		for (int i = 0; i < value.size(); i++) {
			strings.add(asString(value.get(i), append(at(name), i)));
		}
		return List.copyOf(strings);
	}

	@Nullable FieldReader optionalReader(String name) {
		JsonNode value = optional(name);
		if (value == null) {
			return null;
		}
		if (!value.isObject()) {
			this.errors.notAnObject(at(name), value);
			return null;
		}
		return new FieldReader(value, at(name), this.errors);
	}

	private @Nullable JsonNode required(String name) {
		JsonNode value = this.object.get(name);
		if (value == null) {
			this.errors.add("missing", at(name), "Field required", this.object);
		}
		return value;
	}

	private @Nullable JsonNode optional(String name) {
		JsonNode value = this.object.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	private String asString(JsonNode value, List<Object> at) {
		if (!value.isString()) {
			this.errors.add("string_type", at, "Input should be a valid string", value);
			return "";
		}
		return value.stringValue();
	}

	private BigInteger asInteger(JsonNode value, List<Object> at) {
		if (value.isIntegralNumber()) {
			return value.bigIntegerValue();
		}
		if (value.isBoolean()) {
			return value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
		}
		if (value.isNumber()) {
			return ofDouble(value, at);
		}
		if (value.isString()) {
			return ofString(value, at);
		}
		this.errors.add("int_type", at, "Input should be a valid integer", value);
		return BigInteger.ZERO;
	}

	private BigInteger ofDouble(JsonNode value, List<Object> at) {
		double number = value.doubleValue();
		if (!Double.isFinite(number)) {
			this.errors.add("finite_number", at, "Input should be a finite number", null);
			return BigInteger.ZERO;
		}
		if (number != Math.rint(number)) {
			this.errors.add("int_from_float", at,
					"Input should be a valid integer, got a number with a fractional part", value);
			return BigInteger.ZERO;
		}
		return new BigDecimal(number).toBigInteger();
	}

	private BigInteger ofString(JsonNode value, List<Object> at) {
		String text = value.stringValue().strip();
		if (!INTEGER.matcher(text).matches()) {
			this.errors.add("int_parsing", at, "Input should be a valid integer, unable to parse string as an integer",
					value);
			return BigInteger.ZERO;
		}
		return new BigDecimal(text).toBigInteger();
	}

	private List<Object> at(String name) {
		return append(this.loc, name);
	}

	static List<Object> append(List<Object> loc, Object last) {
		List<Object> all = new ArrayList<>(loc);
		all.add(last);
		return all;
	}

	private static String quoted(List<String> allowed) {
		List<String> quoted = allowed.stream().map(value -> "'" + value + "'").toList();
		int last = quoted.size() - 1;
		return String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
	}

}
