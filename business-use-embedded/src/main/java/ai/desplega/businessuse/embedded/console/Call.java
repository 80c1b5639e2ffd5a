package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.util.Objects;

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
	 * Return a parameter of a request, or an empty string if it is absent.
	 */
	static String parameter(HttpServletRequest request, String name) {
		return Objects.requireNonNullElse(request.getParameter(name), "");
	}

	/**
	 * Handles a request.
	 */
	interface Handler {

		Response answer(HttpServletRequest request) throws IOException;

	}

}
