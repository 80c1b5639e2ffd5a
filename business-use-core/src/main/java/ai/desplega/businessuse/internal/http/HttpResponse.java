package ai.desplega.businessuse.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * An HTTP/1.1 response, as far as it matters here: the status, the beginning of the body,
 * and whether the connection can serve another request (RFC 9112, sections 4, 6, 7, 9).
 * Once the status is known the body can't fail the request any more.
 */
record HttpResponse(int status, String body, boolean reusable) {

	private static final int MAX_HEAD = 32 * 1024;

	private static final int MAX_BODY = 1024;

	private static final int MAX_LINE_SHOWN = 40;

	static HttpResponse read(ResponseInput in, Duration bodyTime) throws IOException {
		Head head = Head.of(in);
		in.limit(bodyTime);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		boolean ended = readBody(in, head, body);
		return new HttpResponse(head.status, body.toString(StandardCharsets.UTF_8), ended && head.persistent);
	}

	/**
	 * The refusal that came in spite of a failure, or that failure: what was not sent as
	 * a whole can't have been taken.
	 */
	static HttpResponse readOr(IOException failure, ResponseInput in) throws IOException {
		try {
			HttpResponse response = read(in, Duration.ZERO);
			if (response.status >= 300) {
				return new HttpResponse(response.status, response.body, false);
			}
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
		throw failure;
	}

	/**
	 * The status of a response without a body.
	 */
	static int readStatus(ResponseInput in) throws IOException {
		return Head.of(in).status;
	}

	private static boolean readBody(ResponseInput in, Head head, ByteArrayOutputStream body) {
		try {
			if (head.status == 204 || head.status == 304) {
				return true;
			}
			if (head.chunked) {
				return readChunks(in, body);
			}
			if (head.contentLength >= 0) {
				return copy(in, head.contentLength, body);
			}
			copy(in, Long.MAX_VALUE, body);
			return false;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean readChunks(ResponseInput in, ByteArrayOutputStream body) throws IOException {
		while (true) {
			long size = chunkSize(new Line(in, MAX_BODY).text());
			if (size == 0) {
				return new Line(in, MAX_BODY).text().isEmpty();
			}
			if (!copy(in, size, body) || !new Line(in, 2).text().isEmpty()) {
				return false;
			}
		}
	}

	private static long chunkSize(String line) throws IOException {
		int end = line.indexOf(';');
		try {
			return Long.parseUnsignedLong((end < 0) ? line.strip() : line.substring(0, end).strip(), 16)
					& Long.MAX_VALUE;
		}
		catch (NumberFormatException ex) {
			throw new IOException("Not the size of a chunk", ex);
		}
	}

	/**
	 * Copies a number of bytes.
	 * @return whether that was all of them
	 */
	private static boolean copy(ResponseInput in, long length, ByteArrayOutputStream body) throws IOException {
		for (long i = 0; i < length; i++) {
			if (body.size() == MAX_BODY) {
				return false;
			}
			body.write(in.readOrFail());
		}
		return true;
	}

	/**
	 * The status line and the header fields.
	 */
	private static final class Head {

		private int remaining = MAX_HEAD;

		private int status;

		private boolean persistent;

		private boolean chunked;

		private long contentLength;

		private static Head of(ResponseInput in) throws IOException {
			Head head = new Head();
			do {
				head.read(in);
			}
			while (head.isInterim());
			return head;
		}

		private void read(ResponseInput in) throws IOException {
			String line = line(in);
			this.status = status(line);
			this.persistent = line.startsWith("HTTP/1.1");
			this.chunked = false;
			this.contentLength = -1;
			while (!(line = line(in)).isEmpty()) {
				int colon = line.indexOf(':');
				if (colon > 0) {
					field(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
				}
			}
		}

		private boolean isInterim() {
			return this.status < 200 && this.status != 101;
		}

		private String line(ResponseInput in) throws IOException {
			Line line = new Line(in, this.remaining);
			this.remaining -= line.text().length() + 2;
			return line.text();
		}

		private static int status(String line) throws IOException {
			if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
				try {
					int status = Integer.parseInt(line.substring(9, 12));
					if (status >= 100) {
						return status;
					}
				}
				catch (NumberFormatException ex) {
					// not a status
				}
			}
			throw new IOException(
					"Not an HTTP response: " + line.substring(0, Math.min(line.length(), MAX_LINE_SHOWN)));
		}

		private void field(String name, String value) {
			switch (name) {
				case "connection" -> this.persistent &= !value.toLowerCase(Locale.ROOT).contains("close");
				case "transfer-encoding" -> this.chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
				case "content-length" -> this.contentLength = length(value);
				default -> {
				}
			}
		}

		/**
		 * A length that isn't one is as good as none: the body then ends with the
		 * connection.
		 */
		private static long length(String value) {
			try {
				return Long.parseLong(value);
			}
			catch (NumberFormatException ex) {
				return -1;
			}
		}

	}

	/**
	 * A line without its end.
	 */
	private record Line(String text) {

		private Line(ResponseInput in, int maxLength) throws IOException {
			this(read(in, maxLength));
		}

		private static String read(ResponseInput in, int maxLength) throws IOException {
			StringBuilder text = new StringBuilder();
			for (int read = in.readOrFail(); read != '\n'; read = in.readOrFail()) {
				if (text.length() >= maxLength) {
					throw new IOException("The head of the response is larger than " + MAX_HEAD + " bytes");
				}
				text.append((char) read);
			}
			int length = text.length();
			if (length > 0 && text.charAt(length - 1) == '\r') {
				text.setLength(length - 1);
			}
			return text.toString();
		}

	}

}
