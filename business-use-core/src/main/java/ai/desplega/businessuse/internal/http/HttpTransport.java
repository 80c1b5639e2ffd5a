package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Carries batches over HTTP, with nothing but the JDK. How it treats connections is said
 * at {@link HttpConnection}.
 */
public final class HttpTransport implements EventTransport {

	/**
	 * The path that batches are posted to, below the URL of the backend.
	 */
	public static final String BATCH_PATH = "/v1/events-batch";

	/**
	 * The path that tells whether the key is accepted, below the URL of the backend.
	 */
	public static final String STATUS_PATH = "/v1/status";

	/**
	 * The header that carries the key.
	 */
	public static final String KEY_HEADER = "X-Api-Key";

	private static final String USER_AGENT = "business-use-jvm";

	private final HttpConnection connection;

	private final String url;

	private final URI batchUri;

	private final URI statusUri;

	private final String apiKey;

	private final KeyMask keyMask;

	private final Duration timeout;

	/**
	 * Creates a transport, which connects when it first sends.
	 * @param url the URL of the backend, without a slash at its end
	 * @param apiKey the key
	 * @param connectTimeout how long connecting may take
	 * @param readTimeout how long the backend may be silent; with the connect timeout
	 * added, how long a request may take
	 */
	public HttpTransport(URI url, String apiKey, Duration connectTimeout, Duration readTimeout) {
		this.connection = new HttpConnection(connectTimeout, readTimeout);
		this.url = LogSanitizer.withoutCredentials(url.toString());
		this.batchUri = URI.create(url.toASCIIString() + BATCH_PATH);
		this.statusUri = URI.create(url.toASCIIString() + STATUS_PATH);
		this.apiKey = apiKey;
		this.keyMask = new KeyMask(apiKey);
		this.timeout = connectTimeout.plus(readTimeout);
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		Map<String, String> headers = Map.of("User-Agent", USER_AGENT, "Accept", "application/json", KEY_HEADER,
				this.apiKey, "Content-Type", "application/json");
		return exchange("POST", this.batchUri, headers, batch.contentLength(), batch::writeTo, timeout);
	}

	@Override
	public TransportResponse check() throws IOException {
		Map<String, String> headers = Map.of("User-Agent", USER_AGENT, "Accept", "application/json", KEY_HEADER,
				this.apiKey);
		return exchange("GET", this.statusUri, headers, 0, null, this.timeout);
	}

	private TransportResponse exchange(String method, URI uri, Map<String, String> headers, long contentLength,
			HttpConnection.@Nullable Body body, Duration timeout) throws IOException {
		try {
			return this.keyMask.mask(this.connection.exchange(method, uri, headers, contentLength, body, timeout));
		}
		catch (IOException ex) {
			throw this.keyMask.mask(ex);
		}
	}

	@Override
	public String url() {
		return this.url;
	}

	@Override
	public void releaseConnections() {
		this.connection.close();
	}

	@Override
	public void abort() {
		this.connection.abort();
	}

}
