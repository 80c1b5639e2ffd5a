package ai.desplega.businessuse.spring.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import ai.desplega.businessuse.internal.http.HttpConnection;
import ai.desplega.businessuse.internal.http.HttpRequest;
import ai.desplega.businessuse.internal.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Request that streams its body over the {@link HttpConnection} of the core.
 * {@code AbstractStreamingClientHttpRequest} is not public before Spring Framework 7.0.7.
 */
final class BackendRequest extends AbstractClientHttpRequest implements StreamingHttpOutputMessage {

	/**
	 * Request attribute that contains the timeout of the request, if it is less than the
	 * timeouts of the connection.
	 */
	static final String TIMEOUT = BackendRequest.class.getName() + ".timeout";

	private final HttpConnection connection;

	private final URI uri;

	private final HttpMethod method;

	private @Nullable Body body;

	BackendRequest(HttpConnection connection, URI uri, HttpMethod method) {
		this.connection = connection;
		this.uri = uri;
		this.method = method;
	}

	@Override
	public HttpMethod getMethod() {
		return this.method;
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public void setBody(Body body) {
		this.body = body;
	}

	@Override
	protected OutputStream getBodyInternal(HttpHeaders headers) {
		FastByteArrayOutputStream buffer = new FastByteArrayOutputStream();
		this.body = buffer::writeTo;
		return buffer;
	}

	@Override
	protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
		Body body = this.body;
		HttpRequest request = new HttpRequest(this.method.name(), this.uri, singleValues(headers),
				Math.max(0, headers.getContentLength()), (body != null) ? body::writeTo : null);
		return new Response(this.connection.exchange(request, (Duration) getAttributes().get(TIMEOUT)));
	}

	private static Map<String, String> singleValues(HttpHeaders headers) {
		Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, all) -> values.put(name, String.join(", ", all)));
		values.remove(HttpHeaders.CONTENT_LENGTH);
		return values;
	}

	/**
	 * Response that was read completely.
	 */
	private record Response(HttpResponse response) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatusCode.valueOf(this.response.status());
		}

		@Override
		public String getStatusText() {
			return this.response.reason();
		}

		@Override
		public HttpHeaders getHeaders() {
			HttpHeaders headers = new HttpHeaders();
			this.response.headers().forEach(headers::add);
			return headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.response.body());
		}

		@Override
		public void close() {
		}

	}

}
