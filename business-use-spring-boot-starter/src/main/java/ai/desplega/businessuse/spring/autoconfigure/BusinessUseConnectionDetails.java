package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to a Business-Use backend. A bean of this
 * type, for example for a test container, replaces {@code business-use.url} and
 * {@code business-use.api-key}. The bean is read once, when the client is created.
 */
public interface BusinessUseConnectionDetails extends ConnectionDetails {

	/**
	 * Return the URL of the backend.
	 * @return an http or https URL, including the path before {@code /v1} if there is one
	 */
	String getUrl();

	/**
	 * Return the API key.
	 * @return the API key; without an API key, the client does nothing
	 */
	@Nullable String getApiKey();

}
