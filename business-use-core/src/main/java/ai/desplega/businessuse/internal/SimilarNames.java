package ai.desplega.businessuse.internal;

import java.util.Collection;
import java.util.Comparator;

/**
 * Suggestions for misspelled names, based on the Levenshtein distance.
 */
public final class SimilarNames {

	private static final int MAX_LENGTH = 100;

	private SimilarNames() {
	}

	/**
	 * Return a suggestion to append to a message about an unknown name, such as
	 * {@code ; did you mean 'cart_created'?}, or an empty string if no name is similar.
	 */
	public static String suggestion(String unknown, Collection<String> known) {
		int tolerance = (unknown.length() < 4) ? 1 : Math.max(2, unknown.length() / 3);
		return known.stream()
			.filter((name) -> Math.abs(name.length() - unknown.length()) <= tolerance && name.length() <= MAX_LENGTH)
			.min(Comparator.comparingInt((name) -> distance(unknown, name)))
			.filter((name) -> distance(unknown, name) <= tolerance)
			.map((name) -> "; did you mean '" + name + "'?")
			.orElse("");
	}

	private static int distance(String left, String right) {
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = previous[j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
