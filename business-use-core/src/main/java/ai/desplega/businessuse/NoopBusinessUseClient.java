package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import ai.desplega.businessuse.status.ClientStatus;

/**
 * A client that is off. It has no state, so one serves all.
 * <p>
 * Not final, since aspects of an application may proxy a bean of this type by subclass.
 */
class NoopBusinessUseClient implements BusinessUseClient {

	static final NoopBusinessUseClient INSTANCE = new NoopBusinessUseClient();

	private static final PreparedEvent NOTHING = () -> {
	};

	private NoopBusinessUseClient() {
	}

	@Override
	public void ensure(Consumer<BusinessEvent.Builder> event) {
	}

	@Override
	public void act(Consumer<BusinessEvent.Builder> event) {
	}

	@Override
	public void act(String id, String flow, String runId, Map<String, ?> data) {
	}

	@Override
	public void assertion(Consumer<BusinessEvent.Builder> event) {
	}

	@Override
	public PreparedEvent prepare(Consumer<BusinessEvent.Builder> event) {
		return NOTHING;
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
