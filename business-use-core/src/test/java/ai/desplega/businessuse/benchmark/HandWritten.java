package ai.desplega.businessuse.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Lower bound: hand-written code for one fixed event, without the features of a client
 * (escapes, checks, counts, timeouts, partial batches). Figures from different machines
 * can be compared as multiples of its cost.
 */
final class HandWritten implements AutoCloseable {

	private static final int BATCH = 100;

	private static final byte[] HEADERS = """
			POST /v1/events-batch HTTP/1.1\r
			Host: localhost\r
			X-Api-Key: key\r
			Content-Type: application/json\r
			Content-Length:\s""".getBytes(StandardCharsets.ISO_8859_1);

	private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(10 * BATCH);

	private final URI url;

	private final Thread worker = new Thread(this::work);

	private HandWritten(URI url) {
		this.url = url;
	}

	static HandWritten start(String url) {
		HandWritten started = new HandWritten(URI.create(url));
		started.worker.setDaemon(true);
		started.worker.start();
		return started;
	}

	void act(String runId, double amount, String currency, int items) {
		Instant now = Instant.now();
		long timestamp = now.getEpochSecond() * 1_000_000_000 + now.getNano();
		byte[] event = ("{\"flow\":\"checkout\",\"id\":\"payment_processed\",\"run_id\":\"" + runId
				+ "\",\"type\":\"act\",\"ts\":" + timestamp + ",\"data\":{\"amount\":" + amount + ",\"currency\":\""
				+ currency + "\",\"items\":" + items + "}}")
			.getBytes(StandardCharsets.ISO_8859_1);
		while (!this.queue.offer(event)) {
			this.queue.poll();
		}
	}

	@Override
	public void close() {
		this.worker.interrupt();
	}

	/**
	 * Send batches until the first error. After that, the queue stays full.
	 */
	private void work() {
		try (Socket socket = new Socket(this.url.getHost(), this.url.getPort())) {
			socket.setTcpNoDelay(true);
			OutputStream out = socket.getOutputStream();
			InputStream in = socket.getInputStream();
			byte[] answer = new byte[1024];
			do {
				out.write(takeRequest());
			}
			while (in.read(answer) > 0);
		}
		catch (IOException | InterruptedException ex) {
			// refused, or closed
		}
	}

	private byte[] takeRequest() throws InterruptedException {
		List<byte[]> events = new ArrayList<>(BATCH);
		int length = 1 + BATCH;
		while (events.size() < BATCH) {
			byte[] event = this.queue.take();
			events.add(event);
			length += event.length;
		}
		byte[] contentLength = (length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
		byte[] request = new byte[HEADERS.length + contentLength.length + length];
		int end = append(request, 0, HEADERS);
		end = append(request, end, contentLength);
		byte separator = '[';
		for (byte[] event : events) {
			request[end] = separator;
			end = append(request, end + 1, event);
			separator = ',';
		}
		request[end] = ']';
		return request;
	}

	private static int append(byte[] request, int end, byte[] part) {
		System.arraycopy(part, 0, request, end, part.length);
		return end + part.length;
	}

}
