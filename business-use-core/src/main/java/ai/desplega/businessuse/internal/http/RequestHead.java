package ai.desplega.businessuse.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The first lines of an HTTP/1.1 request (RFC 9112, section 3).
 */
final class RequestHead {

	private RequestHead() {
	}

	static byte[] encode(String method, String target, String host, Map<String, String> headers, long contentLength) {
		StringBuilder head = new StringBuilder(256);
		head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
		field(head, "Host", host);
		headers.forEach((name, value) -> field(head, name, value));
		if (contentLength > 0 || "POST".equals(method)) {
			field(head, "Content-Length", Long.toString(contentLength));
		}
		head.append("\r\n");
		return head.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void field(StringBuilder head, String name, String value) {
		if (!isFieldText(name) || name.isEmpty() || !isFieldText(value)) {
			throw new IllegalArgumentException("The header '" + name.strip() + "' has a character that is not allowed");
		}
		head.append(name).append(": ").append(value).append("\r\n");
	}

	/**
	 * Whether a text is fit for a header: printable ASCII, nothing that could end the
	 * line.
	 */
	static boolean isFieldText(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The host and the port of a URI.
	 */
	static String authority(URI uri, boolean withDefaultPort) {
		Authority authority = Authority.of(uri);
		int port = withDefaultPort ? port(uri) : authority.port();
		return (port < 0) ? authority.host() : authority.host() + ":" + port;
	}

	static int port(URI uri) {
		int port = Authority.of(uri).port();
		if (port >= 0) {
			return port;
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
	}

	/**
	 * What is asked for, in the form for the server itself.
	 */
	static String path(URI uri) {
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		return (uri.getRawQuery() == null) ? path : path + "?" + uri.getRawQuery();
	}

}
