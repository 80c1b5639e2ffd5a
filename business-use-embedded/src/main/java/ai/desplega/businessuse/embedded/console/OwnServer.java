package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import ai.desplega.businessuse.spring.autoconfigure.BusinessUseConnectionDetails;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseRestClientCustomizer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Connection details of the web server of this application. Its port may be random and is
 * known only after the client was created, so each request sets it.
 */
final class OwnServer implements BusinessUseConnectionDetails, BusinessUseRestClientCustomizer,
		ApplicationListener<WebServerInitializedEvent> {

	private static final Set<String> WILDCARDS = Set.of("", "0.0.0.0", "::", "[::]");

	private final String host;

	private final String apiKey;

	private volatile int port;

	/**
	 * Create the details.
	 * @param address the address of the web server; empty for all
	 */
	OwnServer(String address, String apiKey) {
		this.host = WILDCARDS.contains(address) ? "localhost" : address;
		this.apiKey = apiKey;
	}

	@Override
	public String getUrl() {
		return "http://" + this.host;
	}

	@Override
	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port = event.getWebServer().getPort();
		}
	}

	@Override
	public void customize(RestClient.Builder builder) {
		builder.requestInterceptor(this::send);
	}

	private ClientHttpResponse send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		if (this.port <= 0) {
			throw new IOException("The web server of the sample has not started");
		}
		URI uri = UriComponentsBuilder.fromUri(request.getURI()).port(this.port).build(true).toUri();
		return execution.execute(new HttpRequestWrapper(request) {

			@Override
			public URI getURI() {
				return uri;
			}

		}, body);
	}

}
