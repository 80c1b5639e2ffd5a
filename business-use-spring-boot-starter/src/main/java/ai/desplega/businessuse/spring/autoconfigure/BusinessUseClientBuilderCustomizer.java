package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;

/**
 * Callback for beans that change the client in code. Called in their order after all
 * properties and beans were applied, and only if the client is on: what is set here wins,
 * except for the shutdown timeout, which also bounds how the context stops. An exception
 * ends the start of the application, as it does for any bean.
 */
@FunctionalInterface
public interface BusinessUseClientBuilderCustomizer {

	/**
	 * Customize the builder.
	 * @param builder of the client, complete but for this
	 */
	void customize(BusinessUseClient.Builder builder);

}
