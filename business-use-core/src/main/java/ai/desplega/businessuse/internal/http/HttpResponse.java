package ai.desplega.businessuse.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * HTTP/1.1 response: status line, headers and the beginning of the body (RFC 9112,
 * sections 4, 6, 7, 9). Once the status is known, the body can't fail the request any
 * more.
 */
public final class HttpResponse {

	private static final int MAX_HEAD = 32 * 1024;

	private static final int MAX_BODY = 1024;

	private static final int MAX_LINE_SHOWN = 40;

	private final String statusLine;

	private final Map<String, String> headers;

	private final byte[] body;

	private final boolean complete;

	private HttpResponse(String statusLine, Map<String, String> headers, byte[] body, boolean complete) {
		this.statusLine = statusLine;
		this.headers = headers;
		this.body = body;
		this.complete = complete;
	}

	/**
	 * Read the status line and the headers, and skip those of interim responses.
	 */
	static HttpResponse readHead(InputStream in) throws IOException {
		int remaining = MAX_HEAD;
		while (true) {
			String statusLine = readLine(in, remaining);
			int status = status(statusLine);
			remaining -= statusLine.length() + 2;
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (String line = readLine(in, remaining); !line.isEmpty(); line = readLine(in, remaining)) {
				int colon = line.indexOf(':');
				if (colon > 0) {
					headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
				}
				remaining -= line.length() + 2;
			}
			remaining -= 2;
			if (status >= 200 || status == 101) {
				return new HttpResponse(statusLine, headers, new byte[0], false);
			}
		}
	}

	private static int status(String line) throws IOException {
		if (line.matches("(?s)HTTP/1\\.. [1-9]\\d\\d.*")) {
			return Integer.parseInt(line.substring(9, 12));
		}
		throw new IOException("Not an HTTP response: " + line.substring(0, Math.min(line.length(), MAX_LINE_SHOWN)));
	}

	HttpResponse readBody(InputStream in) {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		boolean ended = false;
		try {
			ended = readBody(in, read);
		}
		catch (IOException ex) {
			// the status is known, an incomplete body only costs the connection
		}
		return new HttpResponse(this.statusLine, this.headers, read.toByteArray(), ended);
	}

	private boolean readBody(InputStream in, ByteArrayOutputStream read) throws IOException {
		if (status() == 204 || status() == 304) {
			return true;
		}
		if (header("transfer-encoding").endsWith("chunked")) {
			return readChunks(in, read);
		}
		if (header("content-length").matches("\\d{1,18}")) {
			return copy(in, Long.parseLong(header("content-length")), read);
		}
		return copy(in, Long.MAX_VALUE, read);
	}

	private static boolean readChunks(InputStream in, ByteArrayOutputStream read) throws IOException {
		while (true) {
			String size = readLine(in, MAX_BODY).replaceFirst(";.*", "").strip();
			if (!size.matches("[0-9a-fA-F]{1,15}")) {
				return false;
			}
			long length = Long.parseLong(size, 16);
			if (!copy(in, length, read) || !readLine(in, 2).isEmpty()) {
				return false;
			}
			if (length == 0) {
				return true;
			}
		}
	}

	/**
	 * Copy a number of bytes.
	 * @return {@code true} if that was all of them
	 */
	private static boolean copy(InputStream in, long length, ByteArrayOutputStream read) throws IOException {
		for (long i = 0; i < length; i++) {
			if (read.size() == MAX_BODY) {
				return false;
			}
			read.write(readByte(in));
		}
		return true;
	}

	private static String readLine(InputStream in, int maxLength) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int read = readByte(in); read != '\n'; read = readByte(in)) {
			if (line.length() >= maxLength) {
				throw new IOException("The head of the response is larger than " + MAX_HEAD + " bytes");
			}
			line.append((char) read);
		}
		int length = line.length();
		return (length > 0 && line.charAt(length - 1) == '\r') ? line.substring(0, length - 1) : line.toString();
	}

	private static int readByte(InputStream in) throws IOException {
		int read = in.read();
		if (read < 0) {
			throw new EOFException("The connection was closed before the response was complete");
		}
		return read;
	}

	/**
	 * Return whether the connection can serve another request. After a 5xx the backend
	 * closes its side without announcing it.
	 */
	boolean isReusable() {
		return this.complete && status() < 500 && this.statusLine.startsWith("HTTP/1.1")
				&& !header("connection").contains("close");
	}

	private String header(String name) {
		return this.headers.getOrDefault(name, "").toLowerCase(Locale.ROOT);
	}

	public int status() {
		return Integer.parseInt(this.statusLine.substring(9, 12));
	}

	public String reason() {
		return this.statusLine.substring(12).strip();
	}

	/**
	 * Return the headers.
	 * @return an unmodifiable map that ignores the case of names
	 */
	public Map<String, String> headers() {
		return Collections.unmodifiableMap(this.headers);
	}

	public byte[] body() {
		return this.body;
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
