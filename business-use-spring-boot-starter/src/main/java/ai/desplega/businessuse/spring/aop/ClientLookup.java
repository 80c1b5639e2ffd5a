package ai.desplega.businessuse.spring.aop;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.internal.transaction.EventSinks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Looks up the client that records annotated methods, and keeps it. Thread-safe.
 */
final class ClientLookup {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final ObjectProvider<BusinessUseClient> clients;

	private volatile @Nullable BusinessUseClient client;

	/**
	 * Create a lookup.
	 * @param clients provider of the client; without a client, nothing is recorded
	 */
	ClientLookup(ObjectProvider<BusinessUseClient> clients) {
		this.clients = clients;
	}

	/**
	 * Look up the client before the application's beans are created, so that no call
	 * creates the client or waits for another thread that creates it. If the lookup
	 * fails, {@link #require} and {@link #get} repeat it.
	 */
	void prepare() {
		try {
			this.client = find();
		}
		catch (BeansException ex) {
			logger.debug("The lookup of the client failed; it is repeated at startup", ex);
		}
	}

	/**
	 * Log at startup if there is no single client. If the lookup fails, as for a client
	 * whose scope is not active yet, each call repeats it.
	 */
	void require() {
		try {
			get();
		}
		catch (BeansException ex) {
			logger.debug("The lookup of the client failed; it is repeated for each recorded call", ex);
		}
	}

	/**
	 * Return the client. A call before {@link #prepare} looks it up.
	 */
	BusinessUseClient get() {
		BusinessUseClient known = this.client;
		if (known == null) {
			known = find();
			if (known == null) {
				logger.warn("No annotated method is recorded: expected a single BusinessUseClient bean, or one that is"
						+ " @Primary, but found {}", this.clients.stream().count());
				known = BusinessUseClient.noop();
			}
			this.client = known;
		}
		return known;
	}

	/**
	 * Find the undecorated client, because the sinks of annotated methods already wait
	 * for the correct transaction.
	 */
	private @Nullable BusinessUseClient find() {
		BusinessUseClient found = this.clients.getIfUnique();
		return (found != null) ? EventSinks.undecorated(found) : null;
	}

}
