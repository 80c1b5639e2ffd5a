package ai.desplega.businessuse.embedded.store;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import ai.desplega.businessuse.embedded.evaluation.IncomingEvent;
import ai.desplega.businessuse.embedded.evaluation.Node;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps events, and the nodes that they define, in memory: at most 10,000 events of 64 MB
 * together and 1,000 nodes of 8 MB. When it is full, the ones that came first go.
 * Thread-safe.
 */
public final class EventStore {

	static final int MAX_EVENTS = 10_000;

	static final int MAX_NODES = 1_000;

	private static final long MAX_EVENTS_SIZE = 64L * 1024 * 1024;

	private static final long MAX_NODES_SIZE = 8L * 1024 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(EventStore.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Bounded<String, StoredEvent> events = new Bounded<>(MAX_EVENTS, MAX_EVENTS_SIZE, StoredEvent::size);

	private final Bounded<String, Node> nodes = new Bounded<>(MAX_NODES, MAX_NODES_SIZE, Node::size);

	private final InstantSource clock;

	public EventStore(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Take a batch.
	 * @return its events, as stored
	 */
	public List<StoredEvent> add(List<IncomingEvent> batch) {
		return locked(() -> batch.stream().map(this::add).toList());
	}

	/**
	 * Find events.
	 * @return those that match, latest first
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
	 * The events of a run.
	 * @return the events, earliest first
	 */
	public List<StoredEvent> events(RunKey run) {
		return locked(() -> this.events.values()
			.stream()
			.filter(run::has)
			.sorted(Comparator.comparingLong(StoredEvent::ts))
			.toList());
	}

	/**
	 * The nodes of all flows.
	 * @return the nodes, in the order in which they were first seen
	 */
	public List<Node> nodes() {
		return locked(() -> this.nodes.values().stream().sorted(Comparator.comparing(Node::createdAt)).toList());
	}

	/**
	 * The node with an id, whichever flow it is of.
	 * @return the node, {@code null} if there is none
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

	private StoredEvent add(IncomingEvent event) {
		StoredEvent stored = new StoredEvent(UUID.randomUUID().toString(), event.runId(), event.type(), event.flow(),
				event.nodeId(), event.data(), event.ts());
		this.events.put(stored.id(), stored);
		define(event);
		return stored;
	}

	private void define(IncomingEvent event) {
		Node former = this.nodes.get(event.nodeId());
		Node node = (former != null) ? former.redefine(event, this.clock.instant())
				: Node.of(event, this.clock.instant());
		this.nodes.put(node.id(), node);
		warn(former, node);
	}

	private static void warn(@Nullable Node former, Node node) {
		String warning = node.warning();
		if (warning != null && (former == null || !warning.equals(former.warning()))) {
			logger.warn("Node '{}' of flow '{}': {}", node.id(), node.flow(), warning);
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
