package ai.desplega.businessuse.spring.aop;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

/**
 * Hands events over when a reactive transaction has committed.
 */
final class ReactiveTransactionEvents implements TransactionSynchronization {

	private final DeferredEvents events = new DeferredEvents();

	private ReactiveTransactionEvents() {
	}

	/**
	 * The events of one subscription.
	 * @return where they go, or {@code null} if there is no transaction to wait for
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
	public Mono<Void> afterCompletion(int status) {
		return Mono.fromRunnable(() -> {
			if (status == STATUS_COMMITTED) {
				this.events.submit();
			}
		});
	}

}
