package ai.desplega.businessuse.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import ai.desplega.businessuse.internal.http.BackendTransport;
import ai.desplega.businessuse.internal.http.HttpConnection;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Sends batches with a {@link RestClient}, so that beans can customize the calls.
 * {@link HttpConnection} documents the rules for connections.
 */
final class RestClientTransport extends BackendTransport {

	/**
	 * The {@link HttpConnection} reads at most this size, but a request factory of the
	 * application may read more.
	 */
	private static final int MAX_BODY = 1024;

	private final RestClient client;

	private volatile @Nullable Thread sender;

	/**
	 * Create a transport, which connects when it sends the first batch.
	 * @param customizer the customizer, which is called last
	 */
	RestClientTransport(URI url, String apiKey, Duration connectTimeout, Duration readTimeout,
			Consumer<RestClient.Builder> customizer) {
		super(url, apiKey, connectTimeout, readTimeout);
		this.client = RestClient.builder().requestFactory(this::createRequest).configureMessageConverters((none) -> {
		})
			.defaultHeader(KEY_HEADER, apiKey)
			.defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
			.defaultHeader(HttpHeaders.USER_AGENT, "business-use-spring")
			.apply(customizer)
			.build();
	}

	/**
	 * Create a request. It needs no interrupt to be aborted.
	 */
	private ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		this.sender = null;
		return new BackendRequest(this.connection, uri, method);
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		return exchange(this.client.post()
			.uri(this.batchUri)
			.attribute(BackendRequest.TIMEOUT, timeout)
			.contentType(MediaType.APPLICATION_JSON)
			.contentLength(batch.contentLength())
			.body(batch::writeTo));
	}

	@Override
	public TransportResponse check() throws IOException {
		return exchange(this.client.get().uri(this.statusUri));
	}

	private TransportResponse exchange(RestClient.RequestHeadersSpec<?> request) throws IOException {
		this.sender = Thread.currentThread();
		if (this.connection.isAborted()) {
			// the abort came before this call, so it could not interrupt this thread
			Thread.currentThread().interrupt();
		}
		try {
			return request.exchangeForRequiredValue(this::read);
		}
		catch (ResourceAccessException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw this.judge.judge(cause);
			}
			throw ex;
		}
		finally {
			this.sender = null;
		}
	}

	private TransportResponse read(HttpRequest request, ClientHttpResponse response) throws IOException {
		byte[] body = response.getBody().readNBytes(MAX_BODY);
		HttpHeaders headers = response.getHeaders();
		return this.judge.judge(request.getMethod().name(), request.getURI(), response.getStatusCode().value(),
				headers.getFirst(HttpHeaders.CONTENT_TYPE), headers.getFirst(HttpHeaders.LOCATION),
				new String(body, StandardCharsets.UTF_8));
	}

	/**
	 * Abort the request in flight. Interceptors and request factories of the application
	 * can only be interrupted, which aborts requests of the JDK's client.
	 */
	@Override
	public void abort() {
		super.abort();
		Thread thread = this.sender;
		if (thread != null) {
			thread.interrupt();
		}
	}

}
