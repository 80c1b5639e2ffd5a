package ai.desplega.businessuse.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Events of one request, in the order in which they were recorded. A batch is sent as a
 * JSON array. Immutable.
 */
public final class EventBatch {

	private final List<EncodedEvent> events;

	private final long contentLength;

	private EventBatch(List<EncodedEvent> events) {
		this.events = List.copyOf(events);
		// a comma or bracket before each event, and the closing bracket
		this.contentLength = Math.max(2, 1 + events.stream().mapToLong((event) -> 1 + event.bytes().length).sum());
	}

	/**
	 * Create a batch.
	 * @param events the events
	 * @return the batch
	 */
	public static EventBatch of(List<EncodedEvent> events) {
		return new EventBatch(events);
	}

	/**
	 * {@return the events; unmodifiable}
	 */
	public List<EncodedEvent> events() {
		return this.events;
	}

	/**
	 * {@return the number of events, at least one in a batch that a client sends}
	 */
	public int size() {
		return this.events.size();
	}

	/**
	 * {@return the number of bytes that {@link #writeTo} writes}
	 */
	public long contentLength() {
		return this.contentLength;
	}

	/**
	 * Write the batch as a JSON array.
	 * @param out the stream to write to; not closed
	 * @throws IOException if writing to the stream fails
	 */
	public void writeTo(OutputStream out) throws IOException {
		out.write('[');
		for (int i = 0; i < this.events.size(); i++) {
			if (i > 0) {
				out.write(',');
			}
			out.write(this.events.get(i).bytes());
		}
		out.write(']');
	}

	/**
	 * {@return the batch as a JSON array, in a new array of {@link #contentLength} bytes}
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
