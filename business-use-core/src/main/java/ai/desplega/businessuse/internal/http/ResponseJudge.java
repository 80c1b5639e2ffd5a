package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.LogSanitizer;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether an HTTP response came from a backend: a proxy, a gateway, a firewall
 * or another application may respond instead. Adds the request to the log message, and
 * masks the API key.
 */
public final class ResponseJudge {

	private static final Pattern JSON_TYPE = Pattern.compile("(application|text)/([\\w.-]+\\+)?json\\b.*");

	/**
	 * Response body with which the backend rejects an API key. The body may be truncated.
	 */
	private static final Pattern DETAIL = Pattern.compile("\\s*\\{\\s*\"detail\"\\s*:.*", Pattern.DOTALL);

	private final KeyMask keyMask;

	public ResponseJudge(String apiKey) {
		this.keyMask = new KeyMask(apiKey);
	}

	/**
	 * Return a response, marked as rejected if it did not come from a backend.
	 * @param location the target of a redirect
	 * @param body the start of the body
	 */
	public TransportResponse judge(String method, URI uri, int status, @Nullable String contentType,
			@Nullable String location, String body) {
		String url = LogSanitizer.withoutCredentials(uri.toString());
		String safeBody = this.keyMask.mask(body);
		boolean json = contentType == null || JSON_TYPE.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
		TransportResponse response = TransportResponse.of(status, safeBody);
		String answer = method + " " + url + " returned " + response;
		if (response.isSuccess() && !body.isEmpty() && !json) {
			return response.asRejected()
				.withMessage("The server is not a Business-Use backend; check the URL: " + method + " " + url
						+ " returned content type '" + this.keyMask.mask(String.valueOf(contentType)) + "', "
						+ response);
		}
		if (response.isUnauthorized() && !(json && DETAIL.matcher(body).matches())) {
			return response.asRejected().withMessage(answer + " (this is not the response of a Business-Use backend)");
		}
		if (status / 100 == 3 && location != null) {
			return response.withMessage(answer + " (redirects to "
					+ this.keyMask.mask(LogSanitizer.withoutCredentials(location)) + ", which is not followed)");
		}
		return response.withMessage((status == 404) ? answer + hint(url) : answer);
	}

	private static String hint(String url) {
		return url.contains("/v1/v1/") ? " (the configured URL ends in /v1: remove this part, which the client appends)"
				: " (check the URL)";
	}

	/**
	 * Return an exception without the API key.
	 * @param failure the exception
	 * @return the same exception, or a new one if the message contains the key
	 */
	public IOException judge(IOException failure) {
		String message = String.valueOf(failure.getMessage());
		String masked = this.keyMask.mask(message);
		return masked.equals(message) ? failure : new IOException(masked);
	}

}
