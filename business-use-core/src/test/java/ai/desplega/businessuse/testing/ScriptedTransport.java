package ai.desplega.businessuse.testing;

import java.io.IOException;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Transport with scripted responses that stores the received batches.
 */
public final class ScriptedTransport implements EventTransport {

	/**
	 * Response to a request.
	 */
	@FunctionalInterface
	public interface Answer {

		TransportResponse give() throws IOException;

	}

	public static final Answer OK = () -> TransportResponse.of(200, "");

	private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger checks = new AtomicInteger();

	private final AtomicInteger idles = new AtomicInteger();

	private final AtomicInteger aborts = new AtomicInteger();

	private final AtomicInteger stops = new AtomicInteger();

	private final List<Duration> timeouts = Collections.synchronizedList(new ArrayList<>());

	private final Deque<Answer> script = new ArrayDeque<>();

	private volatile Answer answer = OK;

	private volatile @Nullable Answer checkAnswer = OK;

	private volatile @Nullable CountDownLatch hanging;

	/**
	 * Set the response to all further batches.
	 */
	public ScriptedTransport answer(Answer answer) {
		this.answer = answer;
		return this;
	}

	public ScriptedTransport answer(int status) {
		return answer(() -> TransportResponse.of(status, "said so"));
	}

	/**
	 * Set the response to the next batch.
	 */
	public ScriptedTransport next(Answer answer) {
		this.script.add(answer);
		return this;
	}

	/**
	 * Set the response to all further checks of the key.
	 */
	public ScriptedTransport check(int status) {
		this.checkAnswer = () -> TransportResponse.of(status, "said so");
		return this;
	}

	/**
	 * Don't support checks of the key.
	 */
	public ScriptedTransport noCheck() {
		this.checkAnswer = null;
		return this;
	}

	/**
	 * Hang in the next batch until it is aborted or released.
	 */
	public CountDownLatch hang() {
		CountDownLatch latch = new CountDownLatch(1);
		this.hanging = latch;
		next(() -> {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IOException("interrupted");
			}
			if (this.aborts.get() > 0) {
				throw new IOException("aborted");
			}
			return TransportResponse.of(200, "");
		});
		return latch;
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
		this.timeouts.add(timeout);
		String json = new String(batch.toByteArray(), StandardCharsets.UTF_8);
		this.batches.add(Arrays.asList(json.substring(1, json.length() - 1).split(",")));
		Answer next = this.script.poll();
		return ((next != null) ? next : this.answer).give();
	}

	@Override
	public @Nullable TransportResponse check() throws IOException {
		this.checks.incrementAndGet();
		Answer check = this.checkAnswer;
		return (check != null) ? check.give() : null;
	}

	@Override
	public void releaseConnections() {
		this.idles.incrementAndGet();
	}

	@Override
	public void abort() {
		this.aborts.incrementAndGet();
		CountDownLatch latch = this.hanging;
		if (latch != null) {
			latch.countDown();
		}
	}

	@Override
	public void stopped() {
		this.stops.incrementAndGet();
	}

	public List<List<String>> batches() {
		return List.copyOf(this.batches);
	}

	public List<Integer> batchSizes() {
		return batches().stream().map(List::size).toList();
	}

	public List<String> events() {
		return batches().stream().flatMap(List::stream).toList();
	}

	public int checks() {
		return this.checks.get();
	}

	public int idles() {
		return this.idles.get();
	}

	public List<Duration> timeouts() {
		return List.copyOf(this.timeouts);
	}

	public int stops() {
		return this.stops.get();
	}

	public int aborts() {
		return this.aborts.get();
	}

}
