package ai.desplega.businessuse.internal.http;

import java.io.IOException;

/**
 * Masks the API key in responses before they are logged, because a server may return the
 * request.
 */
final class KeyMask {

	private static final String MASK = "***";

	/**
	 * Maximum length of a part of the key that is not masked, because it may occur in any
	 * string.
	 */
	private static final int HARMLESS_PART = 3;

	private final String key;

	/**
	 * Create a mask.
	 * @param key the key
	 */
	KeyMask(String key) {
		this.key = key;
	}

	/**
	 * Return an exception without the key.
	 * @param failure the exception
	 * @return the same exception, or a new one if the message contains the key
	 */
	IOException mask(IOException failure) {
		String message = String.valueOf(failure.getMessage());
		String masked = mask(message);
		return masked.equals(message) ? failure : new IOException(masked);
	}

	/**
	 * Mask the key in a string, which may have been truncated within the key.
	 */
	String mask(String text) {
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
