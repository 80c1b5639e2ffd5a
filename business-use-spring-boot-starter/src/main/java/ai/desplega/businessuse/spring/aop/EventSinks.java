package ai.desplega.businessuse.spring.aop;

import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Finds the sink for the events of a call. Transactions and Reactor are optional: their
 * classes are touched only where they are there.
 */
final class EventSinks {

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronization", EventSinks.class.getClassLoader());

	private EventSinks() {
	}

	/**
	 * For events that are made now, on this thread.
	 */
	static EventSink now() {
		return TRANSACTIONS ? Transactions.now() : EventSink.DIRECT;
	}

	/**
	 * For events of a call that was made on this thread, and whose result comes later.
	 */
	static EventSink later() {
		return TRANSACTIONS ? Transactions.later() : EventSink.DIRECT;
	}

	/**
	 * For events of a reactive result, that is subscribed to on this thread.
	 */
	static EventSink later(ContextView context) {
		return TRANSACTIONS ? ReactiveTransactions.later(context) : EventSink.DIRECT;
	}

	private static final class Transactions {

		private static EventSink now() {
			TransactionEvents events = TransactionEvents.current();
			return (events != null) ? events : EventSink.DIRECT;
		}

		private static EventSink later() {
			TransactionEvents events = TransactionEvents.current();
			return (events != null) ? events.later() : EventSink.DIRECT;
		}

	}

	private static final class ReactiveTransactions {

		private static EventSink later(ContextView context) {
			EventSink events = ReactiveTransactionEvents.later(context);
			return (events != null) ? events : Transactions.later();
		}

	}

}
