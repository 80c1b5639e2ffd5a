package ai.desplega.businessuse.transport;

/**
 * What the backend answered.
 *
 * @param status the HTTP status
 * @param body the beginning of the body, for the log
 */
public record TransportResponse(int status, String body) {

	/**
	 * Whether the backend took what it was sent.
	 * @return true for a 2xx
	 */
	public boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/**
	 * Whether the backend did not accept the key.
	 * @return true for 401 and 403
	 */
	public boolean isUnauthorized() {
		return this.status == 401 || this.status == 403;
	}

	/**
	 * Whether the backend failed.
	 * @return true for a 5xx
	 */
	public boolean isServerError() {
		return this.status / 100 == 5;
	}

	@Override
	public String toString() {
		return this.body.isEmpty() ? "HTTP " + this.status : "HTTP " + this.status + ": " + this.body;
	}

}
