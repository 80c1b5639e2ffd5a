package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Callback interface for beans that customize the {@link RestClient} that calls the
 * backend, for example to add a header or to observe the calls. The application's
 * {@code RestClient.Builder}, customizers and observations don't apply to these calls.
 * <p>
 * The builder has a request factory that prevents the loss of batches to stale or hung
 * connections, and no message converters. A replacement of the request factory must not
 * request an upgrade to HTTP/2. It must also close idle connections itself, because the
 * backend closes them after 5 seconds, and a batch that is sent at that moment is lost.
 * If a request of the replacement exceeds its timeout, it is aborted by an interrupt.
 */
@FunctionalInterface
public interface BusinessUseRestClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder of the client that sends the batches
	 */
	void customize(RestClient.Builder builder);

}
