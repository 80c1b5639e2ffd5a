package ai.desplega.businessuse.spring.aop;

import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;

/**
 * Where the events of a call go: to the client at once, or when a transaction has
 * committed.
 */
@FunctionalInterface
interface EventSink {

	EventSink DIRECT = BusinessUseClient::ensure;

	/**
	 * Make an event that is handed over later. A mock of a client prepares none.
	 */
	static PreparedEvent prepare(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		PreparedEvent prepared = client.prepare(event);
		return (prepared != null) ? prepared : () -> {
		};
	}

	/**
	 * Make an event now, and hand it over when its time has come.
	 */
	void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event);

}
