package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the backend is, and the key that it knows the application by. A bean of this type
 * takes the place of {@code business-use.url} and {@code business-use.api-key}, for
 * example that of a test container. Read once, when the client is made.
 */
public interface BusinessUseConnectionDetails extends ConnectionDetails {

	/**
	 * Where the backend is.
	 * @return an http or https URL, perhaps with a path in front of {@code /v1}
	 */
	String getUrl();

	/**
	 * The key that the backend knows the application by.
	 * @return the key; without one the client does nothing
	 */
	@Nullable String getApiKey();

}
