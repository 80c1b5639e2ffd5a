package ai.desplega.businessuse.spring.internal.transaction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/**
 * Events of one subscription in a reactive transaction, submitted when that transaction
 * has committed.
 */
final class ReactiveTransactionEvents implements TransactionSynchronization {

	private final DeferredEvents events = new DeferredEvents();

	private volatile boolean committed;

	private ReactiveTransactionEvents() {
	}

	/**
	 * Return the sink for the events of one subscription.
	 * @return the sink, or {@code null} if there is no transaction to wait for
	 */
	static @Nullable EventSink later(ContextView context) {
		TransactionSynchronizationManager manager = TransactionSynchronizationManager.forCurrentTransaction()
			.onErrorComplete()
			.contextWrite(context)
			.toFuture()
			.getNow(null);
		if (manager == null || !manager.isActualTransactionActive() || !manager.isSynchronizationActive()) {
			return null;
		}
		ReactiveTransactionEvents synchronization = new ReactiveTransactionEvents();
		manager.registerSynchronization(synchronization);
		return synchronization.events;
	}

	@Override
	public Mono<Void> afterCommit() {
		return Mono.fromRunnable(() -> this.committed = true);
	}

	/**
	 * Submit the events after a commit. If a scope joined a transaction that had already
	 * completed, the status is unknown although {@link #afterCommit} was called.
	 */
	@Override
	public Mono<Void> afterCompletion(int status) {
		return Mono.fromRunnable(() -> {
			if (status == STATUS_COMMITTED || (status == STATUS_UNKNOWN && this.committed)) {
				this.events.submit();
			}
		});
	}

}
