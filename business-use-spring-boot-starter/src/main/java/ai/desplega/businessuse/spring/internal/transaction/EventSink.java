package ai.desplega.businessuse.spring.internal.transaction;

import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;

/**
 * Destination of the events of a call: the client, either immediately or after the commit
 * of a transaction.
 */
@FunctionalInterface
public interface EventSink {

	/**
	 * Sink that records events immediately.
	 */
	EventSink DIRECT = BusinessUseClient::ensure;

	/**
	 * Prepare an event, even if the client is a mock, which returns {@code null}.
	 */
	static PreparedEvent prepare(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		PreparedEvent prepared = client.prepare(event);
		return (prepared != null) ? prepared : () -> {
		};
	}

	/**
	 * Create an event immediately, and submit it to the client when its transaction has
	 * committed.
	 * @param client the client to record with
	 * @param event describes the event; called before this method returns
	 */
	void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event);

}
