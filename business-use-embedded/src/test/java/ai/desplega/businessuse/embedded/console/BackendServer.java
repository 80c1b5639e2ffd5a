package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Application with a console on a real port, with an HTTP client.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BackendServer {

	static final String KEY = "sample";

	static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Autowired
	private Environment environment;

	Answer get(String path) {
		return send(request(path).header("X-Api-Key", KEY).GET());
	}

	Answer post(String path, String body) {
		return send(request(path).header("X-Api-Key", KEY)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI
			.create(this.environment.resolvePlaceholders("http://localhost:${local.server.port}/business-use") + path));
	}

	Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body(), response);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a valid event with some fields changed; {@code null} removes a field.
	 */
	static String event(Map<String, String> changes) {
		Map<String, String> fields = new LinkedHashMap<>(Map.of("flow", "\"checkout\"", "id", "\"paid\"", "run_id",
				"\"r1\"", "type", "\"act\"", "data", "{}", "ts", "1"));
		changes.forEach((name, json) -> {
			if (json.isEmpty()) {
				fields.remove(name);
			}
			else {
				fields.put(name, json);
			}
		});
		return fields.entrySet()
			.stream()
			.map((field) -> "\"" + field.getKey() + "\":" + field.getValue())
			.collect(Collectors.joining(",", "{", "}"));
	}

	record Answer(int status, String body, HttpResponse<String> response) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

		JsonNode detail() {
			return json().get("detail");
		}

	}

}
