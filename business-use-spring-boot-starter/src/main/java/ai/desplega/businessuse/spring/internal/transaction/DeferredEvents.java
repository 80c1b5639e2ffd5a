package ai.desplega.businessuse.spring.internal.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;

/**
 * The events of one call that has two things to wait for, in whatever order and on
 * whatever threads they come: its asynchronous result, and the transaction around it. If
 * that does not commit, the events are never handed over. Thread-safe.
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
