package ai.desplega.businessuse.embedded.console;

import org.springframework.http.HttpStatus;

/**
 * A request that is answered with an error: a status and what is told of it, in the form
 * that the real backend's framework gives it.
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

	Body body() {
		return new Body(this.detail);
	}

	record Body(Object detail) {

	}

}
