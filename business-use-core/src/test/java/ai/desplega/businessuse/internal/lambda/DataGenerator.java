package ai.desplega.businessuse.internal.lambda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Generates data of events: with fields that are missing, null or of other types, and
 * values for which Java and JavaScript differ.
 */
final class DataGenerator {

	static final String[] FIELDS = { "total", "price", "currency", "items", "a b", "return", "constructor", "__proto__",
			"länge", "x" };

	private static final @Nullable Object[] SCALARS = { null, true, false, 0, -0.0, 1, 3, -2, 0.1, 2.5, 12.75, 1e21,
			1e300, -1e-7, 100000, 1234567.5, 1e7, 9007199254740993L, 4294967296L, -2147483648, 2147483647, Double.NaN,
			Double.POSITIVE_INFINITY, "", " ", "EUR", "eur", "Aa", "BB", "12", "1.5", "NaN", "true", " a \t", "ßİx",
			"ŞŠ", "😀", "a😀b", "returned", "\u2028\"", "\u00a0", "\u001c \u3000" };

	private final Random random;

	DataGenerator(Random random) {
		this.random = random;
	}

	Map<String, @Nullable Object> data() {
		return object(2);
	}

	List<Map<String, ?>> deps() {
		List<Map<String, ?>> deps = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			String id = this.random.nextBoolean() ? "item_added" : "EUR";
			deps.add(Map.of("flow", "checkout", "id", id, "data", object(1)));
		}
		return deps;
	}

	private Map<String, @Nullable Object> object(int depth) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (String field : FIELDS) {
			if (this.random.nextInt(4 - depth) == 0) {
				object.put(field, value(depth));
			}
		}
		return object;
	}

	private @Nullable Object value(int depth) {
		int choice = this.random.nextInt(10);
		if (depth > 0 && choice == 0) {
			return object(depth - 1);
		}
		if (depth > 0 && choice < 4) {
			return list(depth - 1);
		}
		return SCALARS[this.random.nextInt(SCALARS.length)];
	}

	private List<@Nullable Object> list(int depth) {
		int kind = this.random.nextInt(4);
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			list.add(switch (kind) {
				case 0 -> object(depth);
				case 1 -> this.random.nextInt(5) + 0.5;
				case 2 -> List.of("EUR", "", " a ").get(this.random.nextInt(3));
				default -> value(depth);
			});
		}
		return list;
	}

	/**
	 * Values for {@link PredicateGenerator#PARAMETERS}.
	 */
	Object[] captured() {
		return new Object[] { one(0, 7, -3, Integer.MAX_VALUE), one(0L, 3L, Long.MIN_VALUE, 1L << 53),
				one(0.0, -0.0, 2.5, -1e300, Double.NaN, Double.NEGATIVE_INFINITY), this.random.nextBoolean(),
				one("EUR", "", null, "\"+\\return\u2028</script>", "ß"), one(3, null, -1), one('a', 'E', '\ud800'),
				one(List.of("EUR", "a"), List.of(), Arrays.asList("eur", null)),
				one(Set.of(1, 3), new TreeSet<>(List.of(0)), new HashSet<>()),
				one(List.of(0.0, 2.5), Arrays.asList(-0.0, Double.NaN)) };
	}

	private @Nullable Object one(@Nullable Object... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
