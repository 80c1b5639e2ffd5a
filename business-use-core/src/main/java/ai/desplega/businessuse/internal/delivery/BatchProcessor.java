package ai.desplega.businessuse.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Queues encoded events of any thread and sends them in batches on one worker thread. No
 * thread is started before the first event. Thread-safe.
 */
public final class BatchProcessor {

	private static final Duration KEY_CHECK_INTERVAL = Duration.ofMinutes(1);

	/**
	 * Time after which a waiting thread requests the flush again, because the last flush
	 * may have missed an event that another thread was adding.
	 */
	private static final long WAIT_SLICE = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * Part of the shutdown timeout that is reserved for aborting a hung request.
	 */
	private static final int ABORT_SHARE = 10;

	private static final Duration LONGEST_WAIT = Duration.ofDays(365);

	private final ClientConfig config;

	private final @Nullable String url;

	private final LongSupplier nanoTime;

	private final EventCounts counts = new EventCounts();

	private final EventQueue queue;

	private final BackendMonitor monitor;

	private final BatchSender sender;

	private final Worker worker;

	private final Worker.CoalescedTask batchFull;

	private final Worker.CoalescedTask flushRequested;

	private final Worker.CoalescedTask intervalOver;

	private final Worker.CoalescedTask connectionIdle;

	private final Worker.CoalescedTask disconnectRequested;

	private final Worker.CoalescedTask keyCheckDue;

	private final CompletionSignal progress = new CompletionSignal();

	private final AtomicLong lossesReported = new AtomicLong();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a processor.
	 * @param config the configuration
	 * @param transport the transport
	 * @param scheduler the scheduler of the worker, with one thread; the processor shuts
	 * it down
	 * @param logger the logger for the state of the backend
	 * @param nanoTime the time source, such as {@link System#nanoTime()}
	 */
	public BatchProcessor(ClientConfig config, EventTransport transport, ScheduledExecutorService scheduler,
			Logger logger, LongSupplier nanoTime) {
		this.config = config;
		BatchSettings settings = new BatchSettings(config);
		this.url = transport.url();
		this.nanoTime = nanoTime;
		this.queue = new EventQueue(config.maxQueueSize(), config.maxQueueBytes(), nanoTime);
		this.monitor = new BackendMonitor(logger, this.url, this.counts, nanoTime);
		this.sender = new BatchSender(settings, transport, this.queue, this.counts, this.monitor, nanoTime);
		this.worker = new Worker(scheduler, this.sender::stopTransport);
		this.batchFull = this.worker.soon(() -> work(() -> this.sender.send(0)));
		this.flushRequested = this.worker.soon(() -> work(this::sendQueued));
		this.intervalOver = this.worker.after(this::nanosUntilIntervalOver, () -> work(this::sendIfIntervalOver));
		this.connectionIdle = this.worker.after(settings.idleConnection(), () -> work(this.sender::releaseConnection));
		this.disconnectRequested = this.worker.soon(() -> work(this.sender::disconnect));
		this.keyCheckDue = this.worker.after(KEY_CHECK_INTERVAL, () -> work(this.sender::checkKeyAgain));
	}

	/**
	 * Reject an event that is not encoded yet, and count it, if the client is closed or
	 * its API key is not accepted.
	 * @return {@code true} if it was rejected
	 */
	public boolean rejectIfUnavailable() {
		Runnable refusal = refusal();
		if (refusal == null) {
			return false;
		}
		refusal.run();
		return true;
	}

	/**
	 * Return why an event that is not encoded yet would be rejected.
	 * @return an action that counts it, or {@code null} if it would not be rejected
	 */
	public @Nullable Runnable refusal() {
		if (this.closed.get()) {
			return () -> refused(DropReason.SHUTDOWN);
		}
		return this.sender.key().isRefusing() ? this::refuseUnauthorized : null;
	}

	private void refuseUnauthorized() {
		refused(DropReason.UNAUTHORIZED);
		quietly(this::keepChecking);
	}

	public void refused(DropReason reason) {
		this.counts.refused(reason);
	}

	/**
	 * Queue an event for delivery, or drop and count it. This method doesn't block.
	 * @param event a JSON object in UTF-8, which must not be modified afterwards
	 * @throws Error if the worker thread can't be started; the event is queued
	 * nevertheless
	 */
	public void offer(byte[] event) {
		if (rejectIfUnavailable()) {
			return;
		}
		int evicted = this.queue.add(event);
		if (evicted > 0) {
			this.counts.dropped(DropReason.QUEUE_FULL, evicted);
		}
		if (this.sender.requests().isStopped()) {
			dropQueued();
			return;
		}
		if (!this.batchFull.isPending() && this.sender.isBatchFull()) {
			this.batchFull.request();
		}
		this.intervalOver.request();
		this.sender.requests().abortIfOverdue();
	}

	private long nanosUntilIntervalOver() {
		long end = this.queue.oldest() + this.config.batchInterval().toNanos();
		return Math.max(0, end - this.nanoTime.getAsLong());
	}

	private void sendIfIntervalOver() {
		if (nanosUntilIntervalOver() == 0) {
			sendQueued();
		}
	}

	private void sendQueued() {
		this.sender.send(this.queue.size());
	}

	/**
	 * Run a task on the worker thread, then schedule the next task. The interrupt status
	 * is cleared, because it would abort the next request.
	 */
	private void work(Runnable task) {
		Thread.interrupted();
		quietly(task);
		quietly(this::keepGoing);
		quietly(this::keepChecking);
		this.progress.signal();
	}

	private void keepGoing() {
		if (this.queue.size() > 0) {
			this.intervalOver.request();
		}
		if (this.sender.isConnected()) {
			if (this.sender.key().isCondemned()) {
				this.sender.releaseConnection();
			}
			else {
				this.connectionIdle.request();
			}
		}
	}

	private void keepChecking() {
		if (this.sender.key().isCondemned() && !this.closed.get()) {
			this.keyCheckDue.request();
		}
	}

	/**
	 * Run a task, and ignore its exceptions, so that subsequent code is executed.
	 */
	private static void quietly(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			// if the worker thread can't be started, the next caller gets an exception,
			// too
		}
	}

	/**
	 * Send the queued events, and wait for the result.
	 * @param timeout the maximum time to wait
	 * @return {@code true} if all events offered before the call were sent, and no event
	 * was lost since the previous flush
	 */
	public boolean flush(Duration timeout) {
		long lostBefore = this.lossesReported.get();
		long deadline = deadline(timeout);
		boolean settled;
		try {
			settled = awaitSettled(this.queue.added(), deadline);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			settled = false;
		}
		long lost = this.counts.lost();
		this.lossesReported.accumulateAndGet(lost, Math::max);
		return settled && lost == lostBefore;
	}

	/**
	 * Send the queued events, then release the connection. The worker thread releases it,
	 * so that no request is in flight.
	 * @param timeout the maximum time to wait for both
	 */
	public void flushAndDisconnect(Duration timeout) {
		long deadline = deadline(timeout);
		flush(timeout);
		try {
			awaitDisconnected(deadline);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitDisconnected(long deadline) throws InterruptedException {
		while (this.sender.isConnected()) {
			long remaining = deadline - this.nanoTime.getAsLong();
			if (mustNotWait(remaining)) {
				return;
			}
			this.disconnectRequested.request();
			this.progress.await(Math.min(remaining, WAIT_SLICE));
		}
	}

	private boolean isSettled(long offered) {
		return this.counts.settled() >= offered;
	}

	private boolean awaitSettled(long offered, long deadline) throws InterruptedException {
		while (!isSettled(offered)) {
			long remaining = deadline - this.nanoTime.getAsLong();
			if (mustNotWait(remaining)) {
				return false;
			}
			this.flushRequested.request();
			this.sender.requests().abortIfOverdue();
			this.progress.await(Math.min(remaining, WAIT_SLICE));
		}
		return true;
	}

	private boolean mustNotWait(long remaining) {
		return remaining <= 0 || this.sender.requests().isStopped() || this.worker.isCurrentThread();
	}

	/**
	 * Return the outcome of all events. The state of the backend is read after the
	 * counts, because it is updated before the corresponding events are counted.
	 * @return a snapshot of the status
	 */
	public ClientStatus status() {
		this.sender.requests().abortIfOverdue();
		ClientStatus.Builder status = ClientStatus.builder().url(this.url);
		boolean wasClosed = this.closed.get();
		long settled = this.counts.addTo(status);
		// added events are read last, so that there are no fewer than those that left
		status.queue(this.queue.added() - settled, this.config.maxQueueSize());
		this.monitor.state().addTo(status);
		return (wasClosed ? status.state(State.CLOSED) : status).build();
	}

	/**
	 * Send the queued events within the shutdown timeout, then stop. No thread,
	 * connection or event remains. Further calls have no effect.
	 * @return whether this was the first call
	 */
	public boolean close() {
		return close(this.config.shutdownTimeout());
	}

	/**
	 * Close within a given timeout, which replaces the shutdown timeout.
	 * @param timeout the maximum time for closing
	 * @return whether this was the first call
	 */
	public boolean close(Duration timeout) {
		long now = this.nanoTime.getAsLong();
		long deadline = deadline(timeout);
		if (!this.closed.compareAndSet(false, true)) {
			return false;
		}
		boolean interrupted = Thread.interrupted();
		long drainDeadline = deadline - (deadline - now) / ABORT_SHARE;
		this.sender.requests().closeBy(drainDeadline);
		try {
			interrupted |= drain(drainDeadline);
		}
		finally {
			this.counts.dropped(DropReason.SHUTDOWN, this.sender.requests().stop());
			quietly(this.worker::shutdown);
			interrupted |= awaitWorker(deadline);
			dropQueued();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		return true;
	}

	/**
	 * Wait until all events are sent, regardless of interrupts.
	 * @return {@code true} if there was an interrupt
	 */
	private boolean drain(long deadline) {
		boolean interrupted = false;
		while (true) {
			try {
				awaitSettled(this.queue.added(), deadline);
				return interrupted;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			catch (Throwable ex) {
				return interrupted; // there is no worker thread to send the events
			}
		}
	}

	/**
	 * Wait until the worker thread has ended and the transport is stopped, regardless of
	 * interrupts. A worker thread that ends later stops the transport itself.
	 * @return {@code true} if there was an interrupt
	 */
	private boolean awaitWorker(long deadline) {
		boolean interrupted = false;
		while (!this.worker.isCurrentThread()) {
			try {
				this.worker.awaitEnd(deadline - this.nanoTime.getAsLong());
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		return interrupted;
	}

	private void dropQueued() {
		this.counts.dropped(DropReason.SHUTDOWN, this.queue.clear());
	}

	private long deadline(Duration timeout) {
		long nanos = timeout.isNegative() ? 0
				: ((timeout.compareTo(LONGEST_WAIT) < 0) ? timeout : LONGEST_WAIT).toNanos();
		return this.nanoTime.getAsLong() + nanos;
	}

}
