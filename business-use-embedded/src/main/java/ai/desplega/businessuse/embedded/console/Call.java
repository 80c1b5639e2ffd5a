package ai.desplega.businessuse.embedded.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * HTTP method of a path and its handler.
 *
 * @param method the only method of the path
 * @param handler the handler of the requests
 */
record Call(HttpMethod method, Handler handler) {

	static Call get(Handler handler) {
		return new Call(HttpMethod.GET, handler);
	}

	static Call post(Handler handler) {
		return new Call(HttpMethod.POST, handler);
	}

	/**
	 * Handles a request.
	 */
	interface Handler {

		Response answer(HttpServletRequest request) throws IOException;

	}

}
