package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Judges HTTP responses: a proxy, a gateway, a firewall or another application may answer
 * in place of the backend. Adds the request to the message for the log, and keeps the API
 * key out of it.
 */
public final class ResponseJudge {

	private static final Pattern JSON_TYPE = Pattern.compile("(application|text)/([\\w.-]+\\+)?json\\b.*");

	/**
	 * Form in which the backend refuses an API key. The body may be cut off.
	 */
	private static final Pattern DETAIL = Pattern.compile("\\s*\\{\\s*\"detail\"\\s*:.*", Pattern.DOTALL);

	private final KeyMask keyMask;

	public ResponseJudge(String apiKey) {
		this.keyMask = new KeyMask(apiKey);
	}

	/**
	 * Judge a response.
	 * @param method the method of the request
	 * @param uri the URI of the request
	 * @param status the status of the response
	 * @param contentType its content type, if it has one
	 * @param location the target of a redirect, if it has one
	 * @param body the beginning of its body
	 * @return the response; rejected if it is not the backend's
	 */
	public TransportResponse judge(String method, URI uri, int status, @Nullable String contentType,
			@Nullable String location, String body) {
		String url = LogSanitizer.withoutCredentials(uri.toString());
		String safeBody = this.keyMask.mask(body);
		boolean json = contentType == null || JSON_TYPE.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
		TransportResponse response = TransportResponse.of(status, safeBody);
		String answer = method + " " + url + " answered " + response;
		if (response.isSuccess() && !body.isEmpty() && !json) {
			return response.asRejected()
				.withMessage("Something other than a Business-Use backend answers at this URL, check it: " + method
						+ " " + url + " answered with content type '" + this.keyMask.mask(String.valueOf(contentType))
						+ "', " + response);
		}
		if (response.isUnauthorized() && !(json && DETAIL.matcher(body).matches())) {
			return response.asRejected().withMessage(answer + " (not the backend's refusal of an API key)");
		}
		if (status / 100 == 3 && location != null) {
			return response.withMessage(answer + " (redirects to "
					+ this.keyMask.mask(LogSanitizer.withoutCredentials(location)) + ", which is not followed)");
		}
		return response.withMessage((status == 404) ? answer + hint(url) : answer);
	}

	private static String hint(String url) {
		return url.contains("/v1/v1/") ? " (the configured URL ends in /v1, which the client appends itself: remove it)"
				: " (check the URL)";
	}

	/**
	 * Return an exception without the API key.
	 * @param failure the exception
	 * @return the same, or another if its message contains the key
	 */
	public IOException judge(IOException failure) {
		return this.keyMask.mask(failure);
	}

}
