package ai.desplega.businessuse.embedded.console;

import java.security.MessageDigest;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Checks the API key of a request.
 */
final class ApiKeyCheck {

	private static final String HEADER = "X-Api-Key";

	private static final String BEARER = "Bearer ";

	private final byte[] key;

	ApiKeyCheck(String key) {
		this.key = key.getBytes(UTF_8);
	}

	void check(ServerRequest request) {
		String given = request.headers().firstHeader(HEADER);
		if (given == null) {
			throw new BackendException(HttpStatus.UNAUTHORIZED, HEADER + " header is missing");
		}
		String bare = given.startsWith(BEARER) ? given.substring(BEARER.length()) : given;
		if (this.key.length == 0 || !MessageDigest.isEqual(this.key, bare.getBytes(UTF_8))) {
			throw new BackendException(HttpStatus.FORBIDDEN, "Invalid API key");
		}
	}

}
