package ai.desplega.businessuse.spring.aop;

import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;

/**
 * Where the events of a call go: to the client at once, or when a transaction has
 * committed.
 */
@FunctionalInterface
interface Outlet {

	Outlet DIRECT = BusinessUseClient::ensure;

	/**
	 * Make an event now, and hand it over when its time has come.
	 */
	void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event);

}
