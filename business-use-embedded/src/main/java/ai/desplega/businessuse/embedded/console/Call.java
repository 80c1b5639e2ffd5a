package ai.desplega.businessuse.embedded.console;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * Method of a path.
 *
 * @param method the only method of the path
 * @param handler answers its requests
 */
record Call(HttpMethod method, Handler handler) {

	static Call get(Handler handler) {
		return new Call(HttpMethod.GET, handler);
	}

	static Call post(Handler handler) {
		return new Call(HttpMethod.POST, handler);
	}

	/**
	 * Answers a request.
	 */
	interface Handler {

		Response answer(HttpServletRequest request) throws IOException;

	}

}
