package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.web.client.RestClient;

/**
 * Callback for beans that change how the backend is called, for example to add a header
 * or to observe the calls. The application's own {@code RestClient.Builder}, its
 * customizers and its observations have no part in these calls.
 * <p>
 * The builder comes with a request factory that keeps batches from being lost to stale or
 * hung connections, and without message converters. Whoever replaces the factory takes
 * over those rules; HTTP/2 upgrades in particular must not be offered.
 */
@FunctionalInterface
public interface BusinessUseRestClientCustomizer {

	/**
	 * Customize the builder.
	 * @param builder of the client that sends the batches
	 */
	void customize(RestClient.Builder builder);

}
