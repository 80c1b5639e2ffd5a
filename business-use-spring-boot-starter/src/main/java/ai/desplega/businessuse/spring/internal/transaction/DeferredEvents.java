package ai.desplega.businessuse.spring.internal.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;

/**
 * Events of one call that wait for its asynchronous result and for the enclosing
 * transaction, which may complete in any order and on any thread. Without a commit, the
 * events are never submitted. Thread-safe.
 */
final class DeferredEvents implements EventSink, PreparedEvent {

	private static final State COMMITTED = new State(true, List.of());

	private final AtomicReference<State> state = new AtomicReference<>(new State(false, List.of()));

	@Override
	public void take(BusinessUseClient client, Consumer<BusinessEvent.Builder> event) {
		PreparedEvent prepared = EventSink.prepare(client, event);
		State before = this.state.getAndUpdate((state) -> state.with(prepared));
		if (before.committed()) {
			prepared.submit();
		}
	}

	@Override
	public void submit() {
		this.state.getAndSet(COMMITTED).waiting().forEach(PreparedEvent::submit);
	}

	private record State(boolean committed, List<PreparedEvent> waiting) {

		private State with(PreparedEvent event) {
			if (this.committed) {
				return this;
			}
			List<PreparedEvent> all = new ArrayList<>(this.waiting);
			all.add(event);
			return new State(false, all);
		}

	}

}
