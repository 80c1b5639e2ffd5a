package ai.desplega.businessuse.spring.internal.transaction;

import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;

/**
 * Destination of the events of a call: the client at once, or the client when a
 * transaction has committed.
 */
@FunctionalInterface
public interface EventSink {

	/**
	 * Sink that records events at once.
	 */
	EventSink DIRECT = BusinessUseClient::ensure;

	/**
	 * Prepare an event, also with a mock of the client, which returns null.
	 */
	static PreparedEvent prepare(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		PreparedEvent prepared = client.prepare(event);
		return (prepared != null) ? prepared : () -> {
		};
	}

	/**
	 * Create an event now, and submit it to the client when its transaction has
	 * committed.
	 * @param client the client to record with
	 * @param event describes the event; called before this method returns
	 */
	void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event);

}
