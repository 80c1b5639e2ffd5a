package ai.desplega.businessuse.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of one transaction, in their order. They are handed over when it has
 * committed; those since a savepoint are forgotten when it is rolled back to that.
 * <p>
 * A transaction may go on for very long, so it holds no more than so many events.
 */
final class TransactionEvents implements EventSink, TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private static final Object KEY = TransactionEvents.class;

	private static final int MAX_EVENTS = 10_000;

	private final List<PreparedEvent> events = new ArrayList<>();

	/**
	 * How many events there were at each savepoint. Nobody tells that one was released,
	 * but then nobody else holds it.
	 */
	private final Map<Object, Integer> savepoints = new WeakHashMap<>();

	private long lost;

	/**
	 * Those of the thread's transaction.
	 * @return the events, or {@code null} if there is no transaction to wait for
	 */
	static @Nullable TransactionEvents current() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return null;
		}
		TransactionEvents events = (TransactionEvents) TransactionSynchronizationManager.getResource(KEY);
		if (events == null) {
			events = new TransactionEvents();
			TransactionSynchronizationManager.registerSynchronization(events);
			TransactionSynchronizationManager.bindResource(KEY, events);
		}
		return events;
	}

	@Override
	public void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		add(EventSink.prepare(client, event));
	}

	/**
	 * Keep a place for events that are made later.
	 */
	EventSink later() {
		DeferredEvents events = new DeferredEvents();
		add(events);
		return events;
	}

	private void add(PreparedEvent event) {
		if (this.events.size() < MAX_EVENTS) {
			this.events.add(event);
		}
		else {
			this.lost++;
		}
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResource(KEY);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(KEY, this);
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.put(savepoint, this.events.size());
	}

	/**
	 * A savepoint that was not seen is older than this object, and so than all its
	 * events.
	 */
	@Override
	public void savepointRollback(Object savepoint) {
		int size = this.savepoints.getOrDefault(savepoint, 0);
		this.events.subList(size, this.events.size()).clear();
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
		if (status == STATUS_COMMITTED) {
			this.events.forEach(PreparedEvent::submit);
			if (this.lost > 0) {
				logger.warn("{} events were lost, because no more than {} wait for one transaction", this.lost,
						MAX_EVENTS);
			}
		}
	}

}
