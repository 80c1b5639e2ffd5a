package ai.desplega.businessuse.embedded.console;

import java.util.Map;

import org.springframework.http.HttpStatus;

/**
 * Response to a request.
 *
 * @param status the status
 * @param body the body, which is written as JSON
 */
record Response(HttpStatus status, Object body) {

	static Response ok(Object body) {
		return new Response(HttpStatus.OK, body);
	}

	static Response error(HttpStatus status, Object detail) {
		return new Response(status, Map.of("detail", detail));
	}

}
