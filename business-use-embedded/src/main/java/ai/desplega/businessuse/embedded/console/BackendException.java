package ai.desplega.businessuse.embedded.console;

import org.springframework.http.HttpStatus;

/**
 * Thrown if the response to a request is an error, in the format of the real backend: a
 * status and a {@code detail}.
 */
final class BackendException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	private final transient Object detail;

	BackendException(HttpStatus status, Object detail) {
		super(status + " " + detail);
		this.status = status;
		this.detail = detail;
	}

	HttpStatus status() {
		return this.status;
	}

	Object detail() {
		return this.detail;
	}

}
