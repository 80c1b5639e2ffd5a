package ai.desplega.businessuse.embedded.test;

import java.math.BigDecimal;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Comparison of JSON values with Java values.
 */
final class JsonValues {

	private JsonValues() {
	}

	static boolean equal(@Nullable Object json, @Nullable Object value) {
		if (json instanceof Number left && value instanceof Number right) {
			return decimal(left).compareTo(decimal(right)) == 0;
		}
		return Objects.equals(json, (value instanceof Enum<?> constant) ? constant.name() : value);
	}

	private static BigDecimal decimal(Number number) {
		return new BigDecimal(number.toString());
	}

}
