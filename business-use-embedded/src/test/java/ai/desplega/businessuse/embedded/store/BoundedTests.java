package ai.desplega.businessuse.embedded.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

import ai.desplega.businessuse.embedded.evaluation.NodeDefinition;
import ai.desplega.businessuse.embedded.evaluation.StoredEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedTests {

	@Test
	void evictsOldestByCount() {
		Bounded<String, String> bounded = new Bounded<>(2, 1000, String::length);
		bounded.put("a", "1");
		bounded.put("b", "2");
		bounded.put("c", "3");
		assertThat(bounded.values()).containsExactly("2", "3");
	}

	@Test
	void evictsOldestBySize() {
		Bounded<String, String> bounded = new Bounded<>(100, 10, String::length);
		bounded.put("a", "aaaaa");
		bounded.put("b", "bbbbb");
		bounded.put("c", "c");
		assertThat(bounded.values()).containsExactly("bbbbb", "c");
		bounded.put("d", "more than ten");
		assertThat(bounded.values()).isEmpty();
	}

	@Test
	void replacedEntryIsNewestAndCountsOnce() {
		Bounded<String, String> bounded = new Bounded<>(2, 10, String::length);
		bounded.put("a", "aaaaa");
		bounded.put("b", "b");
		bounded.put("a", "aaaaaaaa");
		bounded.put("c", "c");
		assertThat(bounded.values()).containsExactly("aaaaaaaa", "c");
	}

	@Test
	void keepsLatestEventsAndNodes() {
		EventStore store = new EventStore(InstantSource.fixed(Instant.EPOCH));
		for (int i = 0; i <= EventStore.MAX_EVENTS; i++) {
			store.add(List.of(new StoredEvent(UUID.randomUUID().toString(), "flow", "run",
					new NodeDefinition("node-" + i, "act", null, List.of(), null, null, List.of()), "{}", i, true)));
		}
		assertThat(store.events((event) -> true, 0, Long.MAX_VALUE)).hasSize(EventStore.MAX_EVENTS)
			.noneMatch((event) -> event.ts() == 0);
		assertThat(store.events(new RunKey("flow", "run"))).hasSize(EventStore.MAX_EVENTS);
		assertThat(store.nodes()).hasSize(EventStore.MAX_NODES);
		assertThat(store.nodes("flow")).hasSize(EventStore.MAX_NODES);
	}

}
