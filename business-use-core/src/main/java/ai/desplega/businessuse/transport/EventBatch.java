package ai.desplega.businessuse.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Events on their way: a JSON array, whose elements were encoded when the events were
 * made. Not modifiable.
 */
public final class EventBatch {

	private final List<byte[]> events;

	private final long contentLength;

	/**
	 * Creates a batch.
	 * @param events the events, each a JSON object in UTF-8; not copied
	 */
	public EventBatch(List<byte[]> events) {
		this.events = events;
		this.contentLength = contentLength(events);
	}

	private static long contentLength(List<byte[]> events) {
		long length = 2 + Math.max(0, events.size() - 1);
		for (byte[] event : events) {
			length += event.length;
		}
		return length;
	}

	/**
	 * The number of events.
	 * @return at least one
	 */
	public int size() {
		return this.events.size();
	}

	/**
	 * How much {@link #writeTo} writes.
	 * @return the length in bytes
	 */
	public long contentLength() {
		return this.contentLength;
	}

	/**
	 * Write the batch as a JSON array.
	 * @param out where to; not closed
	 * @throws IOException what the stream throws
	 */
	public void writeTo(OutputStream out) throws IOException {
		out.write('[');
		for (int i = 0; i < this.events.size(); i++) {
			if (i > 0) {
				out.write(',');
			}
			out.write(this.events.get(i));
		}
		out.write(']');
	}

	/**
	 * The batch as a JSON array.
	 * @return a new array of {@link #contentLength} bytes
	 */
	public byte[] toByteArray() {
		try {
			ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(this.contentLength));
			writeTo(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
