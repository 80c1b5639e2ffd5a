package ai.desplega.businessuse.transport;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Response of the backend to a request: an HTTP status and the beginning of the body.
 * Immutable.
 */
public final class TransportResponse {

	private final int status;

	private final String body;

	private final boolean rejected;

	private final @Nullable String message;

	private TransportResponse(int status, String body, boolean rejected, @Nullable String message) {
		this.status = status;
		this.body = body;
		this.rejected = rejected;
		this.message = message;
	}

	/**
	 * Create a response without a body.
	 * @param status an HTTP status; a transport without HTTP uses the equivalent one
	 * @return the response
	 */
	public static TransportResponse of(int status) {
		return of(status, "");
	}

	/**
	 * Create a response.
	 * @param status an HTTP status
	 * @param body the beginning of the body, for the log
	 * @return the response
	 */
	public static TransportResponse of(int status, String body) {
		return new TransportResponse(status, Objects.requireNonNull(body, "body"), false, null);
	}

	/**
	 * Return this response as one that costs its batch whatever its status is, because it
	 * is not the backend's: a login page, or the refusal of a gateway.
	 * @return a response that is neither a success nor about the API key
	 */
	public TransportResponse asRejected() {
		return new TransportResponse(this.status, this.body, true, this.message);
	}

	/**
	 * Return this response with a message for the log, in place of status and body.
	 * @param message the message, for example the request with status and body; without
	 * credentials
	 * @return a response that is equal to this one
	 */
	public TransportResponse withMessage(String message) {
		return new TransportResponse(this.status, this.body, this.rejected, Objects.requireNonNull(message, "message"));
	}

	/**
	 * {@return the HTTP status}
	 */
	public int status() {
		return this.status;
	}

	/**
	 * {@return the beginning of the body; empty if there was none}
	 */
	public String body() {
		return this.body;
	}

	/**
	 * {@return {@code true} for a 2xx, unless it was {@linkplain #asRejected() rejected}}
	 */
	public boolean isSuccess() {
		return !this.rejected && this.status / 100 == 2;
	}

	/**
	 * {@return {@code true} for 401 and 403, unless it was {@linkplain #asRejected()
	 * rejected}}
	 */
	public boolean isUnauthorized() {
		return !this.rejected && (this.status == 401 || this.status == 403);
	}

	/**
	 * {@return {@code true} for a 5xx}
	 */
	public boolean isServerError() {
		return this.status / 100 == 5;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TransportResponse response && this.status == response.status
				&& this.body.equals(response.body) && this.rejected == response.rejected;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.status, this.body, this.rejected);
	}

	@Override
	public String toString() {
		if (this.message != null) {
			return this.message;
		}
		return this.body.isEmpty() ? "HTTP " + this.status : "HTTP " + this.status + ": " + this.body;
	}

}
