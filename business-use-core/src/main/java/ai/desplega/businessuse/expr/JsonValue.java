package ai.desplega.businessuse.expr;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as they are when the backend has read them: {@link Map}, {@link List},
 * {@link Double}, {@link String}, {@link Boolean} or {@code null}.
 */
final class JsonValue {

	private static final int MAX_DEPTH = 200;

	private JsonValue() {
	}

	static @Nullable Object of(@Nullable Object value) {
		return of(value, 0);
	}

	private static @Nullable Object of(@Nullable Object value, int depth) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("The data is nested deeper than " + MAX_DEPTH + ", or contains itself");
		}
		if (value == null || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Number number) {
			return finite(number);
		}
		if (value instanceof CharSequence || value instanceof Character) {
			return readable(value.toString());
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			map.forEach((key, each) -> fields.put(readable(String.valueOf(key)), of(each, depth + 1)));
			return Collections.unmodifiableMap(fields);
		}
		if (value instanceof Collection<?> || value instanceof Object[] || value instanceof int[]
				|| value instanceof long[] || value instanceof double[]) {
			return list(value, depth);
		}
		try {
			JsonMapper mapper = JsonMapper.shared();
			return of(mapper.readValue(mapper.writeValueAsBytes(value), Object.class), depth + 1);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Jackson can't write a " + value.getClass().getName(), ex);
		}
	}

	private static @Nullable Double finite(Number number) {
		// 0.1f is sent as 0.1, not as the double nearest to the float
		double finite = (number instanceof Float) ? Double.parseDouble(number.toString()) : number.doubleValue();
		return Double.isFinite(finite) ? finite : null;
	}

	private static List<@Nullable Object> list(Object value, int depth) {
		List<@Nullable Object> list = new ArrayList<>();
		if (value instanceof Collection<?> elements) {
			elements.forEach((each) -> list.add(of(each, depth + 1)));
		}
		else {
			for (int i = 0; i < Array.getLength(value); i++) {
				list.add(of(Array.get(value, i), depth + 1));
			}
		}
		return Collections.unmodifiableList(list);
	}

	/**
	 * What the client can't send becomes a replacement character on the way.
	 */
	private static String readable(String text) {
		StringBuilder readable = new StringBuilder(text.length());
		text.codePoints()
			.map((c) -> (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
			.forEach(readable::appendCodePoint);
		return readable.toString();
	}

}
