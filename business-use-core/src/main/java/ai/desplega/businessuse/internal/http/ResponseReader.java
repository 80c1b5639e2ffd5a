package ai.desplega.businessuse.internal.http;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads responses from a socket: status line, headers and the start of the body (RFC
 * 9112, sections 4, 6, 7, 9). After the status has been read, errors in the body don't
 * fail the request.
 */
final class ResponseReader {

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.(.) ([1-9]\\d\\d)(.*)", Pattern.DOTALL);

	private static final int MAX_BODY = 1024;

	private static final int MAX_LINE_SHOWN = 40;

	static final Duration BODY_TIME = Duration.ofSeconds(1);

	private final BoundedInput input;

	/**
	 * Reader that decodes each byte as one character.
	 */
	private final BufferedReader in;

	ResponseReader(Socket socket) throws IOException {
		this.input = new BoundedInput(socket);
		this.in = new BufferedReader(new InputStreamReader(this.input, StandardCharsets.ISO_8859_1));
	}

	/**
	 * Read a response.
	 * @param method the method of the request
	 * @param deadline the time by which the request must have ended
	 * @param headTime the maximum time for the head
	 */
	HttpResponse read(String method, Deadline deadline, Duration headTime) throws IOException {
		this.input.limit(deadline.butNotAfter(headTime));
		HttpResponse head = readHead();
		this.input.limit(deadline.butNotAfter(BODY_TIME));
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		boolean complete = false;
		try {
			complete = method.equals("CONNECT") || readBody(head, body);
		}
		catch (IOException | NumberFormatException ex) {
			// the status is known; after an incomplete body, the connection can't be
			// reused
		}
		return new HttpResponse(head.status(), head.reason(), head.headers(), body.toByteArray(),
				head.reusable() && complete && !this.in.ready());
	}

	/**
	 * Read the status line and the headers, and skip interim responses.
	 */
	private HttpResponse readHead() throws IOException {
		while (true) {
			String line = this.in.readLine();
			Matcher matcher = STATUS_LINE.matcher(line);
			if (!matcher.matches()) {
				throw new IOException(
						"Not an HTTP response: " + line.substring(0, Math.min(line.length(), MAX_LINE_SHOWN)));
			}
			int status = Integer.parseInt(matcher.group(2));
			Map<String, String> headers = readHeaders();
			if (status >= 200 || status == 101) {
				boolean reusable = status < 500 && matcher.group(1).equals("1")
						&& !value(headers, "connection").contains("close");
				return new HttpResponse(status, matcher.group(3).strip(), headers, new byte[0], reusable);
			}
		}
	}

	private Map<String, String> readHeaders() throws IOException {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = this.in.readLine(); !line.isEmpty(); line = this.in.readLine()) {
			int colon = line.indexOf(':');
			if (colon > 0) {
				headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
			}
		}
		return Collections.unmodifiableMap(headers);
	}

	private static String value(Map<String, String> headers, String name) {
		return headers.getOrDefault(name, "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the body.
	 * @return {@code true} if it is complete
	 */
	private boolean readBody(HttpResponse head, ByteArrayOutputStream body) throws IOException {
		if (head.status() == 204 || head.status() == 304) {
			return true;
		}
		if (value(head.headers(), "transfer-encoding").endsWith("chunked")) {
			return readChunks(body);
		}
		String length = value(head.headers(), "content-length");
		return copy(length.matches("\\d{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE, body);
	}

	private boolean readChunks(ByteArrayOutputStream body) throws IOException {
		long length;
		do {
			length = Long.parseUnsignedLong(this.in.readLine().replaceFirst(";.*", "").strip(), 16);
			if (!copy(length, body) || !this.in.readLine().isEmpty()) {
				return false;
			}
		}
		while (length != 0);
		return true;
	}

	/**
	 * Copy a number of bytes.
	 * @return {@code true} if all bytes were copied
	 */
	private boolean copy(long length, ByteArrayOutputStream body) throws IOException {
		long copied = 0;
		while (copied < length && body.size() < MAX_BODY) {
			body.write(this.in.read());
			copied++;
		}
		return copied == length;
	}

}
