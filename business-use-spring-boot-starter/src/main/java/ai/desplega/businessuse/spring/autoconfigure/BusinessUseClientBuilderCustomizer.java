package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;

/**
 * Callback for beans that change the client in code. Called in their order after all
 * properties and beans were applied, and only if the client is on: what is set here wins.
 * That holds for what makes the batches; where they go, the key and the timeouts of calls
 * are in the transport by then (use {@link BusinessUseConnectionDetails}, properties, or
 * a bean of type {@code EventTransport}), and the shutdown timeout also bounds how the
 * context stops. An exception ends the start of the application, as it does for any bean.
 */
@FunctionalInterface
public interface BusinessUseClientBuilderCustomizer {

	/**
	 * Customize the builder.
	 * @param builder of the client, complete but for this
	 */
	void customize(BusinessUseClient.Builder builder);

}
