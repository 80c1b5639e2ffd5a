package ai.desplega.businessuse.embedded.console;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Response to a request.
 *
 * @param status the status
 * @param body the body, which is written as JSON, or {@code null} for none
 */
record Response(HttpStatus status, @Nullable Object body) {

	static Response ok(Object body) {
		return new Response(HttpStatus.OK, body);
	}

	static Response error(HttpStatus status, Object detail) {
		return new Response(status, new BackendException.Body(detail));
	}

}
