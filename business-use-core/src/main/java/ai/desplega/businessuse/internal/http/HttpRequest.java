package ai.desplega.businessuse.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 request (RFC 9112, section 3).
 *
 * @param method the HTTP method
 * @param uri an absolute http or https URI
 * @param headers names and values, without {@code Host} and {@code Content-Length}
 * @param contentLength the number of bytes of the body
 * @param body the writer of the body, or {@code null} for none
 */
public record HttpRequest(String method, URI uri, Map<String, String> headers, long contentLength,
		@Nullable Body body) {

	/**
	 * Write the request.
	 * @param targetPrefix the part of the request target before the path, as required by
	 * a proxy
	 */
	void writeTo(OutputStream out, String targetPrefix) throws IOException {
		String authority = this.uri.getRawAuthority();
		StringBuilder head = new StringBuilder(256);
		String target = this.method.equals("CONNECT") ? authority : targetPrefix + path();
		head.append(this.method).append(' ').append(target).append(" HTTP/1.1\r\n");
		field(head, "Host", authority.substring(authority.lastIndexOf('@') + 1));
		this.headers.forEach((name, value) -> field(head, name, value));
		if (this.contentLength > 0 || "POST".equals(this.method)) {
			field(head, "Content-Length", Long.toString(this.contentLength));
		}
		out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		if (this.body != null) {
			this.body.writeTo(out);
		}
		out.flush();
	}

	private String path() {
		String path = this.uri.getRawPath().isEmpty() ? "/" : this.uri.getRawPath();
		return (this.uri.getRawQuery() == null) ? path : path + "?" + this.uri.getRawQuery();
	}

	private static void field(StringBuilder head, String name, String value) {
		if (!(name + value).chars().allMatch((c) -> c >= ' ' && c < 0x7F) || name.isEmpty()) {
			throw new IllegalArgumentException("The header '" + name.strip() + "' has a character that is not allowed");
		}
		head.append(name).append(": ").append(value).append("\r\n");
	}

	/**
	 * Return the method and the path, but neither the headers nor the whole URI, which
	 * may contain credentials.
	 */
	@Override
	public String toString() {
		return this.method + " " + path();
	}

	/**
	 * Writer of a request body.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Write the body.
		 * @param out the stream to write to, which must not be closed
		 * @throws IOException if writing to the stream fails
		 */
		void writeTo(OutputStream out) throws IOException;

	}

}
