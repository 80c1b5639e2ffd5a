package ai.desplega.businessuse.internal.http;

import java.io.IOException;

import ai.desplega.businessuse.transport.TransportResponse;

/**
 * Keeps the key out of the log: a backend, or something that answers in its place, may
 * repeat what it was sent, and what comes back is logged. Internal to the client.
 */
public final class KeyMask {

	private static final String MASK = "***";

	/**
	 * So little of a key is found in any text.
	 */
	private static final int HARMLESS_PART = 3;

	private final String key;

	private final String shortestPart;

	/**
	 * Creates a mask.
	 * @param key what must not be seen
	 */
	public KeyMask(String key) {
		this.key = key;
		this.shortestPart = key.substring(0, Math.min(key.length(), HARMLESS_PART + 1));
	}

	/**
	 * What came back, without the key.
	 * @param response the response
	 * @return the same, but for the key
	 */
	public TransportResponse mask(TransportResponse response) {
		return TransportResponse.of(response.status(), mask(response.body()));
	}

	/**
	 * What went wrong, without the key.
	 * @param failure the failure
	 * @return the same, or another in its place if its message has the key in it
	 */
	public IOException mask(IOException failure) {
		String message = String.valueOf(failure.getMessage());
		String masked = mask(message);
		return masked.equals(message) ? failure : new IOException(masked);
	}

	/**
	 * The end of the text may be where it was cut, in the middle of the key.
	 */
	private String mask(String text) {
		if (this.key.length() <= HARMLESS_PART || !text.contains(this.shortestPart)) {
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
