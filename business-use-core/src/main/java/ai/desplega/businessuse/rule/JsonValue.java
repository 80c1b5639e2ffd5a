package ai.desplega.businessuse.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.internal.json.JsonBuffer;
import ai.desplega.businessuse.internal.json.JsonLimitException;
import ai.desplega.businessuse.internal.json.NotAnObjectException;
import ai.desplega.businessuse.internal.json.ObjectEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conversion of data to the values that a rule sees in the backend: written by the
 * client, parsed again, and with all numbers as the doubles of JavaScript.
 */
final class JsonValue {

	private static final int MAX_SIZE = 1 << 20;

	private JsonValue() {
	}

	static Map<?, ?> object(@Nullable Object data) {
		if (data == null) {
			throw new IllegalArgumentException("The data of an event can't be null");
		}
		try {
			JsonBuffer json = new JsonBuffer();
			json.reset(MAX_SIZE);
			new ObjectEncoder().object(data, json, MAX_SIZE);
			return object(JsonMapper.shared().readValue(json.toByteArray(), Map.class));
		}
		catch (NotAnObjectException | JacksonException ex) {
			throw new IllegalArgumentException("The data of an event " + ex.getMessage(), ex);
		}
		catch (JsonLimitException ex) {
			throw new IllegalArgumentException("The data of an event is larger than " + MAX_SIZE + " bytes", ex);
		}
	}

	private static @Nullable Object value(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return object(map);
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> values = new ArrayList<>(list.size());
			list.forEach((each) -> values.add(value(each)));
			return Collections.unmodifiableList(values);
		}
		return (value instanceof Number number) ? Double.valueOf(number.doubleValue()) : value;
	}

	private static Map<?, ?> object(Map<?, ?> map) {
		Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
		map.forEach((name, each) -> fields.put(name, value(each)));
		return Collections.unmodifiableMap(fields);
	}

}
