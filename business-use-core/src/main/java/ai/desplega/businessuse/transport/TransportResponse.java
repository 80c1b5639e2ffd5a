package ai.desplega.businessuse.transport;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Response of the backend to a request: an HTTP status and the start of the body.
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
	 * @param status an HTTP status; a transport that doesn't use HTTP passes an
	 * equivalent status
	 * @return the response
	 */
	public static TransportResponse of(int status) {
		return of(status, "");
	}

	/**
	 * Create a response.
	 * @param status an HTTP status
	 * @param body the start of the body, for log messages
	 * @return the response
	 */
	public static TransportResponse of(int status, String body) {
		return new TransportResponse(status, Objects.requireNonNull(body, "body"), false, null);
	}

	/**
	 * Return a copy of this response that marks the batch as rejected, regardless of the
	 * status. For responses that did not come from the backend but, for example, from a
	 * login page or a gateway.
	 * @return a response that indicates neither success nor an unaccepted API key
	 */
	public TransportResponse asRejected() {
		return new TransportResponse(this.status, this.body, true, this.message);
	}

	/**
	 * Return a copy of this response with a message that replaces status and body in log
	 * messages.
	 * @param message the message, for example the request with status and body; without
	 * credentials
	 * @return a response with the same status and body
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
	 * {@return the start of the body; empty if there was no body}
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
