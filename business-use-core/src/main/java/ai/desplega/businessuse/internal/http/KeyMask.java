package ai.desplega.businessuse.internal.http;

/**
 * Masks the API key in responses before they are logged or thrown, because a server may
 * return the request.
 */
public final class KeyMask {

	private static final String MASK = "***";

	/**
	 * Maximum length of a part of the key that is not masked, because it may occur in any
	 * string.
	 */
	private static final int HARMLESS_PART = 3;

	private final String key;

	/**
	 * Create a mask.
	 * @param key the API key
	 */
	public KeyMask(String key) {
		this.key = key;
	}

	/**
	 * Mask the key in a string, which may have been truncated within the key.
	 */
	public String mask(String text) {
		if (this.key.length() <= HARMLESS_PART) {
			return text;
		}
		String masked = text.replace(this.key, MASK);
		for (int length = this.key.length() - 1; length > HARMLESS_PART; length--) {
			if (masked.endsWith(this.key.substring(0, length))) {
				return masked.substring(0, masked.length() - length) + MASK;
			}
		}
		return masked;
	}

}
