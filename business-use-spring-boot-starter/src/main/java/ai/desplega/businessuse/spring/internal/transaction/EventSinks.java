package ai.desplega.businessuse.spring.internal.transaction;

import ai.desplega.businessuse.BusinessUseClient;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Finds the sink for the events of a call. Spring's transaction support and Reactor are
 * optional: their classes are used only if they are on the class path.
 */
public final class EventSinks {

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronization", EventSinks.class.getClassLoader());

	private EventSinks() {
	}

	/**
	 * Return the sink for events that are recorded immediately on this thread.
	 * @return the sink of the transaction of this thread, if there is one
	 */
	public static EventSink now() {
		return TRANSACTIONS ? Transactions.now() : EventSink.DIRECT;
	}

	/**
	 * Return the sink for events of a call on this thread that has an asynchronous
	 * result.
	 * @return a thread-safe sink, which waits for the transaction of this thread
	 */
	public static EventSink later() {
		return TRANSACTIONS ? Transactions.later() : EventSink.DIRECT;
	}

	/**
	 * Return the sink for events of a reactive result that is subscribed to on this
	 * thread.
	 * @param context the context of the subscription
	 * @return a thread-safe sink, which waits for the transaction of the subscription
	 */
	public static EventSink later(ContextView context) {
		return TRANSACTIONS ? ReactiveTransactions.later(context) : EventSink.DIRECT;
	}

	/**
	 * Return the number of events that wait for the commit of the transaction of this
	 * thread.
	 * @return the number; a call with a pending asynchronous result counts as one event
	 */
	public static int waiting() {
		return TRANSACTIONS ? Transactions.waiting() : 0;
	}

	/**
	 * Return a client whose events wait for the transaction of the thread that records
	 * them.
	 * @param client the client to delegate to
	 * @return the decorated client, or the client itself if it is off or there are no
	 * transactions
	 */
	public static BusinessUseClient afterCommit(BusinessUseClient client) {
		return TRANSACTIONS ? Transactions.afterCommit(client) : client;
	}

	/**
	 * Return the client that a client of {@link #afterCommit} delegates to.
	 * @param client any client
	 * @return the delegate, or the client itself
	 */
	public static BusinessUseClient undecorated(BusinessUseClient client) {
		return TRANSACTIONS ? Transactions.undecorated(client) : client;
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

		private static int waiting() {
			TransactionEvents events = TransactionEvents.find();
			return (events != null) ? events.size() : 0;
		}

		private static BusinessUseClient afterCommit(BusinessUseClient client) {
			return (client != BusinessUseClient.noop()) ? new AfterCommitClient(client) : client;
		}

		private static BusinessUseClient undecorated(BusinessUseClient client) {
			return (client instanceof AfterCommitClient decorated) ? decorated.client() : client;
		}

	}

	private static final class ReactiveTransactions {

		private static EventSink later(ContextView context) {
			EventSink events = ReactiveTransactionEvents.later(context);
			return (events != null) ? events : Transactions.later();
		}

	}

}
