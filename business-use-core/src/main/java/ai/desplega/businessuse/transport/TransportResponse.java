package ai.desplega.businessuse.transport;

import java.util.Objects;

/**
 * Response of the backend to a request: an HTTP status and the beginning of the body.
 * Immutable.
 */
public final class TransportResponse {

	private final int status;

	private final String body;

	private TransportResponse(int status, String body) {
		this.status = status;
		this.body = body;
	}

	/**
	 * Create a response without a body.
	 * @param status an HTTP status; a transport that doesn't speak HTTP gives the status
	 * that means the same
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
		return new TransportResponse(status, Objects.requireNonNull(body, "body"));
	}

	/**
	 * Return the status.
	 * @return an HTTP status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the beginning of the body.
	 * @return the string, empty if there was none
	 */
	public String body() {
		return this.body;
	}

	/**
	 * Return whether the request succeeded.
	 * @return {@code true} for a 2xx
	 */
	public boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * Return whether the API key was not accepted.
	 * @return {@code true} for 401 and 403
	 */
	public boolean isUnauthorized() {
		return this.status == 401 || this.status == 403;
	}

	/**
	 * Return whether the backend failed.
	 * @return {@code true} for a 5xx
	 */
	public boolean isServerError() {
		return this.status / 100 == 5;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TransportResponse response && this.status == response.status
				&& this.body.equals(response.body);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.status, this.body);
	}

	@Override
	public String toString() {
		return this.body.isEmpty() ? "HTTP " + this.status : "HTTP " + this.status + ": " + this.body;
	}

}
