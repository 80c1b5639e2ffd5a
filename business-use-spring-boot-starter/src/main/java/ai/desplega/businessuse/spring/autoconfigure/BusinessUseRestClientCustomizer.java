package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Callback for beans that customize the {@link RestClient} that calls the backend, for
 * example to add a header or to observe the calls. The application's own
 * {@code RestClient.Builder}, its customizers and its observations don't apply to these
 * calls.
 * <p>
 * The builder comes with a request factory that keeps batches from being lost to stale or
 * hung connections, and without message converters. A request factory that replaces it
 * must not offer an upgrade to HTTP/2, and must close idle connections itself: the
 * backend closes them after 5 seconds, which costs a batch that is sent at that moment. A
 * request of it that exceeds its timeout is aborted by an interrupt.
 */
@FunctionalInterface
public interface BusinessUseRestClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder of the client that sends the batches
	 */
	void customize(RestClient.Builder builder);

}
