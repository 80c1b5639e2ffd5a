package ai.desplega.businessuse.internal.http;

import java.net.URI;
import java.time.Duration;

import ai.desplega.businessuse.internal.LogSanitizer;
import ai.desplega.businessuse.transport.EventTransport;

/**
 * Base class of transports over an {@link HttpConnection}; subclasses exchange requests
 * and responses.
 */
public abstract class BackendTransport implements EventTransport {

	protected static final String KEY_HEADER = "X-Api-Key";

	protected final HttpConnection connection;

	protected final ResponseJudge judge;

	protected final URI batchUri;

	protected final URI statusUri;

	private final String url;

	/**
	 * Create a transport that connects with the first request.
	 * @param connectTimeout the timeout for a connection attempt
	 * @param readTimeout the timeout for a response; the timeout of a request is the sum
	 * of both timeouts
	 */
	protected BackendTransport(URI url, String apiKey, Duration connectTimeout, Duration readTimeout) {
		this.connection = new HttpConnection(connectTimeout, readTimeout);
		this.judge = new ResponseJudge(apiKey);
		String base = url.toASCIIString().replaceAll("/+$", "");
		this.batchUri = URI.create(base + "/v1/events-batch");
		this.statusUri = URI.create(base + "/v1/status");
		this.url = LogSanitizer.withoutCredentials(base);
	}

	@Override
	public final String url() {
		return this.url;
	}

	@Override
	public final void releaseConnections() {
		this.connection.close();
	}

	@Override
	public void abort() {
		this.connection.abort();
	}

}
