package ai.desplega.businessuse.embedded.store;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import ai.desplega.businessuse.internal.LogSanitizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In-memory store of events and the nodes that they define: at most 10,000 events (64 MB
 * in total) and 1,000 nodes (8 MB in total). When the store is full, the oldest entries
 * are evicted. The cost of reading a run or a flow does not depend on the number of other
 * runs and flows. Thread-safe.
 */
public final class EventStore {

	static final int MAX_EVENTS = 10_000;

	static final int MAX_NODES = 1_000;

	private static final long MAX_EVENTS_SIZE = 64L * 1024 * 1024;

	private static final long MAX_NODES_SIZE = 8L * 1024 * 1024;

	private static final int MAX_NAME = 100;

	private static final int MAX_WARNING = 500;

	private static final Logger logger = LoggerFactory.getLogger(EventStore.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Bounded<String, StoredEvent> events = new Bounded<>(MAX_EVENTS, MAX_EVENTS_SIZE, EventStore::size,
			this::evicted);

	private final Map<RunKey, Deque<StoredEvent>> runs = new HashMap<>();

	private final Bounded<String, Node> nodes = new Bounded<>(MAX_NODES, MAX_NODES_SIZE, Node::size, this::evicted);

	private final Map<String, Map<String, Node>> flows = new HashMap<>();

	private final InstantSource clock;

	/**
	 * Create an empty store.
	 * @param clock the clock
	 */
	public EventStore(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Store a batch.
	 * @param batch the events
	 * @return the stored events, which share equal definitions of a node
	 */
	public List<StoredEvent> add(List<StoredEvent> batch) {
		return locked(() -> batch.stream().map(this::add).toList());
	}

	/**
	 * Find events.
	 * @param filter the predicate for the events
	 * @param offset the number of events to skip
	 * @param limit the maximum number of events
	 * @return the matching events, latest first
	 */
	public List<StoredEvent> events(Predicate<StoredEvent> filter, long offset, long limit) {
		return locked(() -> this.events.values()
			.stream()
			.filter(filter)
			.sorted(Comparator.comparingLong(StoredEvent::ts).reversed())
			.skip(offset)
			.limit(limit)
			.toList());
	}

	/**
	 * Return the events of a run.
	 * @param run the run
	 * @return the events in the order in which they were received
	 */
	public List<StoredEvent> events(RunKey run) {
		return locked(() -> List.copyOf(this.runs.getOrDefault(run, new ArrayDeque<>())));
	}

	/**
	 * Return the nodes of all flows.
	 * @return the nodes in the order in which they were first received
	 */
	public List<Node> nodes() {
		return locked(() -> this.nodes.values().stream().sorted(Comparator.comparing(Node::createdAt)).toList());
	}

	/**
	 * Return the nodes of a flow.
	 * @param flow the flow
	 * @return the nodes in the order in which they were first received
	 */
	public Collection<Node> nodes(String flow) {
		return locked(() -> List.copyOf(this.flows.getOrDefault(flow, Map.of()).values()));
	}

	/**
	 * Find a node.
	 * @param id the id
	 * @return the node, of any flow, or {@code null} if there is none
	 */
	public @Nullable Node node(String id) {
		this.lock.lock();
		try {
			return this.nodes.get(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Remove all events and nodes.
	 */
	public void clear() {
		locked(() -> {
			this.events.clear();
			this.nodes.clear();
			this.runs.clear();
			this.flows.clear();
			return true;
		});
	}

	boolean has(RunKey run) {
		return locked(() -> this.runs.containsKey(run));
	}

	private StoredEvent add(StoredEvent event) {
		StoredEvent stored = event.withNode(define(event).definition());
		this.runs.computeIfAbsent(RunKey.of(stored), (run) -> new ArrayDeque<>()).add(stored);
		this.events.put(stored.id(), stored);
		return stored;
	}

	private Node define(StoredEvent event) {
		Node former = this.nodes.get(event.nodeId());
		Node node = (former != null) ? former.redefine(event, this.clock.instant())
				: Node.of(event, this.clock.instant());
		this.flows.computeIfAbsent(node.flow(), (flow) -> new LinkedHashMap<>()).put(node.id(), node);
		this.nodes.put(node.id(), node);
		warn(former, node);
		return node;
	}

	private void evicted(StoredEvent event) {
		RunKey run = RunKey.of(event);
		Deque<StoredEvent> ofRun = this.runs.get(run);
		if (ofRun != null) {
			ofRun.remove(event);
			if (ofRun.isEmpty()) {
				this.runs.remove(run);
			}
		}
	}

	private void evicted(Node node) {
		Map<String, Node> ofFlow = this.flows.get(node.flow());
		if (ofFlow != null) {
			ofFlow.remove(node.id());
			if (ofFlow.isEmpty()) {
				this.flows.remove(node.flow());
			}
		}
	}

	private static long size(StoredEvent event) {
		return event.size() + event.node().size();
	}

	private static void warn(@Nullable Node former, Node node) {
		String warning = node.warning();
		if (warning != null && (former == null || !warning.equals(former.warning()))) {
			logger.warn("Node '{}' of flow '{}': {}", LogSanitizer.of(node.id(), MAX_NAME),
					LogSanitizer.of(node.flow(), MAX_NAME), LogSanitizer.of(warning, MAX_WARNING));
		}
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
