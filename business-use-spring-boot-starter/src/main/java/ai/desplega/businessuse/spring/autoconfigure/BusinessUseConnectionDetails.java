package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to a Business-Use backend. A bean of this
 * type takes the place of {@code business-use.url} and {@code business-use.api-key}, for
 * example that of a test container. It is read once, when the client is created.
 */
public interface BusinessUseConnectionDetails extends ConnectionDetails {

	/**
	 * Return the URL of the backend.
	 * @return an http or https URL, with the path in front of {@code /v1} if there is one
	 */
	String getUrl();

	/**
	 * Return the API key.
	 * @return the key; without one the client does nothing
	 */
	@Nullable String getApiKey();

}
