package ai.desplega.businessuse.spring.internal.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events of one transaction, in their order. They are submitted when the transaction has
 * committed. A rollback to a savepoint removes the events since that savepoint. Events
 * that exceed the limit of a transaction are dropped as invalid.
 */
final class TransactionEvents implements EventSink, TransactionSynchronization {

	private static final int MAX_EVENTS = 10_000;

	private final List<PreparedEvent> events = new ArrayList<>();

	/**
	 * Number of events at each savepoint. There is no callback for a released savepoint;
	 * the weak key drops the entry.
	 */
	private final Map<Object, Integer> savepoints = new WeakHashMap<>();

	private boolean committed;

	/**
	 * Return the events of the transaction that the current thread is in.
	 * <p>
	 * The events are stored as a synchronization of that transaction. A resource that is
	 * bound to the thread would outlive the transaction, because other callbacks after
	 * its completion may begin new transactions.
	 * @return the events, or {@code null} if there is no transaction to wait for
	 */
	static @Nullable TransactionEvents current() {
		if (!isTransactionActive()) {
			return null;
		}
		TransactionEvents known = find();
		if (known != null) {
			return known;
		}
		TransactionEvents events = new TransactionEvents();
		TransactionSynchronizationManager.registerSynchronization(events);
		return events;
	}

	/**
	 * Return the events of the transaction that the current thread is in.
	 * @return the events, or {@code null} if the transaction has none
	 */
	static @Nullable TransactionEvents find() {
		if (isTransactionActive()) {
			for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
				if (synchronization instanceof TransactionEvents events) {
					return events;
				}
			}
		}
		return null;
	}

	private static boolean isTransactionActive() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive();
	}

	int size() {
		return this.events.size();
	}

	@Override
	public void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		if (isFull()) {
			refuse(client, event);
		}
		else {
			this.events.add(EventSink.prepare(client, event));
		}
	}

	/**
	 * Reserve the position of events that are created later.
	 */
	EventSink later() {
		if (isFull()) {
			return TransactionEvents::refuse;
		}
		DeferredEvents events = new DeferredEvents();
		this.events.add(events);
		return events;
	}

	private boolean isFull() {
		return this.events.size() >= MAX_EVENTS;
	}

	private static void refuse(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		client.ensure((described) -> {
			event.accept(described);
			throw new IllegalStateException("the transaction already has " + MAX_EVENTS + " events");
		});
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.events.size());
	}

	/**
	 * Remove the events since a savepoint. An unknown savepoint was created before this
	 * object, and therefore before all of its events.
	 */
	@Override
	public void savepointRollback(Object savepoint) {
		int size = this.savepoints.getOrDefault(savepoint, 0);
		this.events.subList(size, this.events.size()).clear();
	}

	@Override
	public void afterCommit() {
		this.committed = true;
	}

	/**
	 * Submit the events after a commit. If a scope joined a transaction that had already
	 * completed, the status is unknown although {@link #afterCommit} was called.
	 */
	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_COMMITTED || (status == STATUS_UNKNOWN && this.committed)) {
			this.events.forEach(PreparedEvent::submit);
		}
	}

}
