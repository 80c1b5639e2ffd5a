package ai.desplega.businessuse;

import java.time.Duration;
import java.util.function.Consumer;

import ai.desplega.businessuse.status.ClientStatus;

/**
 * Client that is off: it does nothing and has no state.
 * <p>
 * Not final, because aspects of an application may create a subclass proxy of a bean.
 */
class NoopBusinessUseClient implements BusinessUseClient {

	static final NoopBusinessUseClient INSTANCE = new NoopBusinessUseClient();

	@Override
	public void ensure(Consumer<BusinessEvent.Builder> event) {
	}

	@Override
	public boolean flush(Duration timeout) {
		return true;
	}

	@Override
	public ClientStatus status() {
		return ClientStatus.empty();
	}

	@Override
	public void close() {
	}

}
