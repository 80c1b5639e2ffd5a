package ai.desplega.businessuse.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes members of a JSON object whose names other members take. It works on the bytes,
 * so it serves every kind of object in the same way.
 */
final class ObjectMembers {

	private ObjectMembers() {
	}

	/**
	 * Remove members.
	 * @param json members that end with a comma each, and behind them the added ones
	 * @param start the position of the first member
	 * @param added the position of the first added member
	 * @param end the position behind the last added member
	 * @return the new position behind the last added member
	 */
	static int removeReplaced(byte[] json, int start, int added, int end) {
		Set<String> names = new HashSet<>();
		for (int member = added; member < end; member = next(json, member, end)) {
			names.add(name(json, member, end));
		}
		int kept = start;
		int member = start;
		while (member < added) {
			int next = next(json, member, added);
			if (!names.contains(name(json, member, added))) {
				System.arraycopy(json, member, json, kept, next - member);
				kept += next - member;
			}
			member = next;
		}
		System.arraycopy(json, added, json, kept, end - added);
		return kept + end - added;
	}

	private static int next(byte[] json, int start, int end) {
		int depth = 0;
		for (int i = start; i < end; i++) {
			switch (json[i]) {
				case '"' -> i = endOfString(json, i, end);
				case '{', '[' -> depth++;
				case '}', ']' -> depth--;
				case ',' -> {
					if (depth == 0) {
						return i + 1;
					}
				}
				default -> {
				}
			}
		}
		return end;
	}

	private static String name(byte[] json, int start, int end) {
		return new String(json, start, endOfString(json, start, end) - start, StandardCharsets.ISO_8859_1);
	}

	private static int endOfString(byte[] json, int start, int end) {
		int i = start + 1;
		while (i < end && json[i] != '"') {
			i += (json[i] == '\\') ? 2 : 1;
		}
		return Math.min(i, end);
	}

}
