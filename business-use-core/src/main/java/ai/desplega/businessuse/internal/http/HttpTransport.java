package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * HTTP transport that uses only the JDK. {@link HttpConnection} documents the rules for
 * connections.
 */
public final class HttpTransport extends BackendTransport {

	private static final String USER_AGENT = "business-use-jvm";

	private final String apiKey;

	public HttpTransport(URI url, String apiKey, Duration connectTimeout, Duration readTimeout) {
		super(url, apiKey, connectTimeout, readTimeout);
		this.apiKey = apiKey;
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		Map<String, String> headers = Map.of("User-Agent", USER_AGENT, "Accept", "application/json", KEY_HEADER,
				this.apiKey, "Content-Type", "application/json");
		return exchange(new HttpRequest("POST", this.batchUri, headers, batch.contentLength(), batch::writeTo),
				timeout);
	}

	@Override
	public TransportResponse check() throws IOException {
		Map<String, String> headers = Map.of("User-Agent", USER_AGENT, "Accept", "application/json", KEY_HEADER,
				this.apiKey);
		return exchange(new HttpRequest("GET", this.statusUri, headers, 0, null), null);
	}

	private TransportResponse exchange(HttpRequest request, @Nullable Duration timeout) throws IOException {
		try {
			HttpResponse response = this.connection.exchange(request, timeout);
			return this.judge.judge(request.method(), request.uri(), response.status(),
					response.headers().get("Content-Type"), response.headers().get("Location"),
					new String(response.body(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw this.judge.judge(ex);
		}
	}

}
