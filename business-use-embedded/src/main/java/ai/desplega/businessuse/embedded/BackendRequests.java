package ai.desplega.businessuse.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.internal.LogSanitizer;
import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.internal.http.KeyMask;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests to a real backend. Exceptions contain the response, but neither the API
 * key nor the credentials of the URL.
 */
final class BackendRequests {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_BODY_LENGTH = 1_000;

	/**
	 * Uses HTTP/1.1: the backend drops the body of a request for an upgrade to HTTP/2.
	 */
	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	private final String url;

	private final String name;

	private final String apiKey;

	private final KeyMask keyMask;

	BackendRequests(URI url, String apiKey) {
		this.url = String.valueOf(Setting.URL.parse(url.toString()));
		this.name = "The backend at " + LogSanitizer.withoutCredentials(this.url);
		if (url.getHost() == null) {
			throw new IllegalArgumentException(
					this.name + " has a host name that the JDK's HTTP client doesn't support");
		}
		String key = Setting.API_KEY.parse(apiKey);
		if (key == null) {
			throw new IllegalArgumentException("The API key is blank, or a placeholder that was not resolved");
		}
		this.apiKey = key;
		this.keyMask = new KeyMask(key);
	}

	JsonNode evaluate(RunKey run) {
		String body = JsonMapper.shared().writeValueAsString(Map.of("run_id", run.runId(), "flow", run.flow()));
		HttpRequest.Builder request = request("/v1/run-eval").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
		HttpResponse<String> response = send(request);
		if (response.statusCode() >= 500) {
			throw new UnknownRunException(failure(response) + "; this is also the response if the backend has no"
					+ " event of run '" + run.runId() + "' of flow '" + run.flow() + "'");
		}
		return read(response);
	}

	JsonNode get(String path) {
		return read(send(request(path).GET()));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).timeout(TIMEOUT).header("X-Api-Key", this.apiKey);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(this.name + " did not respond: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(this.name + " did not respond before the thread was interrupted", ex);
		}
	}

	private JsonNode read(HttpResponse<String> response) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException(failure(response));
		}
		try {
			return JsonMapper.shared().readTree(response.body());
		}
		catch (JacksonException ex) {
			// the message of the cause contains a part of the response, in which the key
			// is not masked
			throw new IllegalStateException(failure(response) + ", which is not JSON");
		}
	}

	private String failure(HttpResponse<String> response) {
		String body = this.keyMask.mask(response.body());
		return this.name + " responded with status " + response.statusCode() + " to " + response.request().method()
				+ " " + response.request().uri().getPath() + ": "
				+ ((body.length() <= MAX_BODY_LENGTH) ? body : body.substring(0, MAX_BODY_LENGTH) + "…");
	}

}
