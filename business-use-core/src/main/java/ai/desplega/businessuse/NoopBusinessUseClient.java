package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;

/**
 * A client that is off. It has no state, so one serves all.
 */
final class NoopBusinessUseClient implements BusinessUseClient {

	static final NoopBusinessUseClient INSTANCE = new NoopBusinessUseClient();

	private static final PreparedEvent NOTHING = () -> {
	};

	private static final ClientStatus STATUS = new ClientStatus(State.OFF, null, 0, 0, noDrops(), 0, 0, null, null,
			null);

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
		return STATUS;
	}

	@Override
	public void close() {
	}

	private static Map<DropReason, Long> noDrops() {
		Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
		for (DropReason reason : DropReason.values()) {
			drops.put(reason, 0L);
		}
		return Collections.unmodifiableMap(drops);
	}

}
