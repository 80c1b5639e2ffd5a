package ai.desplega.businessuse.embedded.console;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.QuickJs;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.embedded.store.BackgroundEvaluation;
import ai.desplega.businessuse.embedded.store.Evaluations;
import ai.desplega.businessuse.embedded.store.EventStore;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.internal.flow.FlowRegistry;

/**
 * Backend of a running application. It stores events, and evaluates their runs after each
 * batch and again at their deadlines. Thread-safe.
 */
public final class Backend implements AutoCloseable {

	private final EventStore store;

	private final Supplier<FlowRegistry> flows;

	private final Evaluations evaluations;

	private final BackgroundEvaluation background;

	/**
	 * Create an empty backend.
	 * @param flows the declared flows
	 * @param listener called after each evaluation in the background
	 * @param clock the clock
	 */
	public Backend(Supplier<FlowRegistry> flows, BiConsumer<RunKey, Evaluation> listener, InstantSource clock) {
		this.flows = flows;
		this.store = new EventStore(clock);
		this.evaluations = new Evaluations(this.store, (flow) -> flows.get().flow(flow), new QuickJs(), clock);
		this.background = new BackgroundEvaluation(this.store, this.evaluations, listener, clock);
	}

	/**
	 * Store a batch, and schedule the evaluation of its runs.
	 * @param batch the events
	 */
	public void add(List<StoredEvent> batch) {
		this.background.batchAdded(this.store.add(batch));
	}

	EventStore store() {
		return this.store;
	}

	Evaluations evaluations() {
		return this.evaluations;
	}

	FlowRegistry flows() {
		return this.flows.get();
	}

	/**
	 * Evaluate the runs whose events have been received, then stop evaluating runs.
	 */
	@Override
	public void close() {
		this.background.close();
	}

}
