package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;

/**
 * Transport of a client that has neither an API key nor a URL, such as the embedded
 * backend of the development console.
 */
public interface FallbackTransport {

	/**
	 * Return the transport. Called when the client is created, and only if the
	 * application has no transport of its own and configures no connection.
	 * @return the transport, or {@code null} if the client must be off
	 */
	@Nullable EventTransport transport();

}
