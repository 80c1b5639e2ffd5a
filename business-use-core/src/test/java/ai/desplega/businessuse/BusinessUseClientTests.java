package ai.desplega.businessuse;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.EventType;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.internal.client.ManagedClient;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.ScriptedTransport;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of the client from the point of view of an application.
 */
@Timeout(60)
class BusinessUseClientTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final InMemoryTransport backend = new InMemoryTransport();

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final BusinessUseClient client = builder().build();

	@AfterEach
	void close() {
		this.client.close();
		this.log.close();
	}

	@Test
	void shortActHasBackendFormat() {
		Instant before = Instant.now();
		this.client.act("user_signup", FlowRun.of("auth", "123"), Map.of("email", "user@example.com"));
		Instant after = Instant.now();
		assertThat(onlyEvent()).contains(entry("id", "user_signup"), entry("flow", "auth"), entry("run_id", "123"),
				entry("type", "act"), entry("data", Map.of("email", "user@example.com")));
		assertThat(timestamp(onlyEvent())).isBetween(before, after);
		assertThat(onlyEvent()).containsOnlyKeys("id", "flow", "run_id", "type", "data", "ts");
	}

	@Test
	void assertionIsSentWithAllAttributes() {
		this.client.assertion((event) -> event.id("order_confirmed")
			.flow("checkout")
			.runId("42")
			.data("total", 99.95)
			.data("items", List.of("book", "pen"))
			.depIds("item_added", "payment_processed")
			.description("The order is confirmed")
			.filter(Expr.python("data['total'] > 0"))
			.validator(Expr.js("data.total === 99.95"))
			.timeout(Duration.ofSeconds(10))
			.additionalMeta(Map.of("tenant", "acme")));
		assertThat(onlyEvent()).contains(entry("type", "assert"),
				entry("data", Map.of("total", 99.95, "items", List.of("book", "pen"))),
				entry("dep_ids", List.of("item_added", "payment_processed")),
				entry("description", "The order is confirmed"),
				entry("filter", Map.of("engine", "python", "script", "data['total'] > 0")),
				entry("validator", Map.of("engine", "js", "script", "data.total === 99.95")),
				entry("conditions", List.of(Map.of("timeout_ms", 10_000))),
				entry("additional_meta", Map.of("tenant", "acme")));
	}

	@Test
	void theTypeFollowsFromTheValidator() {
		this.client.ensure((event) -> event.id("a").flow("f").runId("1").validator(Expr.js("true")));
		this.client.act((event) -> event.id("b").flow("f").runId("1").validator(Expr.js("true")));
		this.client.ensure((event) -> event.id("c").flow("f").runId("1"));
		this.client.assertion((event) -> event.id("d").flow("f").runId("1").validator(Expr.js("true")));
		assertThat(delivered()).extracting("type").containsExactly("assert", "assert", "act", "assert");
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void customizerMayAddButNotRemoveValidator() {
		BusinessUseClient customized = builder().customizer((event) -> "a".equals(event.id())
				? event.toBuilder().validator(Expr.js("true")).build() : event.toBuilder().validator(null).build())
			.build();
		customized.assertion((event) -> event.id("a").flow("f").runId("1"));
		customized.assertion((event) -> event.id("b").flow("f").runId("1").validator(Expr.js("true")));
		assertThat(customized.flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).containsExactly("a");
		assertThat(customized.status().dropped(DropReason.INVALID)).isOne();
		customized.close();
	}

	@Test
	void aCustomizerMayAddAFieldToARecord() {
		List<@Nullable Object> seen = new ArrayList<>();
		BusinessUseClient customized = builder().customizer((event) -> event.toBuilder().data("tenant", "t1").build())
			.customizer((event) -> {
				seen.add(event.data());
				return event.toBuilder().data("stage", "test").build();
			})
			.build();
		Order order = new Order("o-1", 9.5);
		customized.act("paid", FlowRun.of("checkout", "o-1"), order);
		assertThat(customized.flush(LONG)).isTrue();
		assertThat(seen).containsExactly(order);
		assertThat(onlyEvent())
			.contains(entry("data", Map.of("number", "o-1", "total", 9.5, "tenant", "t1", "stage", "test")));
		customized.close();
	}

	record Order(String number, double total) {
	}

	@Test
	void aBuiltEventDoesNotChange() {
		BusinessEvent.Builder builder = BusinessEvent.builder().id("a").flow("f").runId(1).data("a", 1);
		BusinessEvent event = builder.build();
		builder.data("a", 2).data("b", 3).depIds("x");
		event.toBuilder().data("c", 4);
		assertThat(event.data()).isEqualTo(Map.of("a", 1));
		assertThat(event.depIds()).isEmpty();
		assertThat(event.timestamp()).isBetween(Instant.now().minusSeconds(60), Instant.now());
	}

	@Test
	void dataOfEventIsUnmodifiable() {
		Map<String, Object> mine = new HashMap<>(Map.of("a", 1));
		for (BusinessEvent event : List.of(BusinessEvent.builder().build(),
				BusinessEvent.builder().data("a", 1).build(),
				BusinessEvent.builder().data(mine).data("b", 2).build())) {
			@SuppressWarnings("unchecked")
			Map<String, Object> data = (Map<String, Object>) event.data();
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> data.put("x", 1));
		}
		assertThat(mine).isEqualTo(Map.of("a", 1));
	}

	@Test
	void fakeImplementsFourMethods() {
		List<BusinessEvent> recorded = new ArrayList<>();
		BusinessUseClient fake = new BusinessUseClient() {

			@Override
			public void ensure(Consumer<BusinessEvent.Builder> event) {
				BusinessEvent.Builder builder = BusinessEvent.builder();
				event.accept(builder);
				recorded.add(builder.build());
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

		};
		fake.act("a", FlowRun.of("checkout", 17), Map.of("x", 1));
		fake.act((event) -> event.id("b"));
		fake.assertion((event) -> event.id("c"));
		fake.prepare((event) -> event.id("d")).submit();
		assertThat(recorded).extracting(BusinessEvent::id).containsExactly("a", "b", "c", "d");
		assertThat(recorded.get(0).runId()).isEqualTo("17");
		assertThat(recorded.get(0).data()).isEqualTo(Map.of("x", 1));
	}

	@Test
	void anEventWithoutDataHasAnEmptyObject() {
		this.client.act((event) -> event.id("a").flow("f").runId("1"));
		assertThat(onlyEvent()).contains(entry("data", Map.of()));
	}

	@Test
	void laterChangeOfDataHasNoEffect() {
		Map<String, Object> data = new HashMap<>(Map.of("state", "new"));
		List<String> items = new ArrayList<>(List.of("book"));
		data.put("items", items);
		this.client.act("a", FlowRun.of("f", "1"), data);
		data.put("state", "changed");
		items.add("pen");
		assertThat(onlyEvent()).contains(entry("data", Map.of("state", "new", "items", List.of("book"))));
	}

	@Test
	void preparedEventKeepsItsTimeAndIsDeliveredWhenSubmitted() {
		Instant before = Instant.now();
		PreparedEvent prepared = this.client.prepare((event) -> event.id("a").flow("f").runId("1"));
		Instant after = Instant.now();
		assertThat(this.client.flush(LONG)).isTrue();
		assertThat(this.backend.events()).isEmpty();
		assertThat(this.client.status().recorded()).isZero();
		prepared.submit();
		assertThat(timestamp(onlyEvent())).isBetween(before, after);
	}

	@Test
	void refusedPreparedEventDoesNothing() {
		this.client.prepare((event) -> event.id(" ").flow("f").runId("1")).submit();
		this.client.prepare((event) -> {
			throw new IllegalStateException("no");
		}).submit();
		assertThat(this.client.status().dropped(DropReason.INVALID)).isEqualTo(2);
		assertBalanced();
	}

	@Test
	void anyArgumentIsCountedWithoutException() {
		assertThatCode(() -> {
			this.client.ensure(null);
			this.client.act(null);
			this.client.assertion(null);
			this.client.prepare(null).submit();
			this.client.act(null, FlowRun.of(null, null), null);
			this.client.act("", FlowRun.of("f", "1"), Map.of());
			this.client.act("a", FlowRun.of("  ", "1"), Map.of());
			this.client.act("a", FlowRun.of("f", "\t"), Map.of());
			this.client.act("a", FlowRun.of("f", "1"), "text");
			this.client.act((event) -> event.id("a").flow("f").runId("1").depIds("b", "a"));
			this.client.act((event) -> event.id("a").flow("f").runId("1").depIds("b", null));
			this.client.act((event) -> event.id("a").flow("f").runId("1").depIds((String[]) null));
			this.client.act((event) -> event.id("a").flow("f").runId("1").timeout(Duration.ZERO));
			this.client.act((event) -> event.id("a").flow("f").runId("1").data("text"));
			this.client.act((event) -> {
				throw new StackOverflowError();
			});
			this.client.flush(null);
		}).doesNotThrowAnyException();
		assertThat(this.client.status().dropped(DropReason.INVALID)).isEqualTo(15);
		assertThat(this.client.status().recorded()).isEqualTo(15);
		assertThat(this.client.flush(LONG)).isTrue();
		assertThat(this.backend.events()).isEmpty();
	}

	@Test
	void logsInvalidEventOnceWithStepAndReason() {
		for (int i = 0; i < 100; i++) {
			this.client.act("paid", FlowRun.of("checkout", null), Map.of());
		}
		this.client.act((event) -> event.id("paid").flow("checkout").runId("1").data(List.of(1)));
		this.client.act((event) -> event.id("paid").flow("checkout").runId("1").depIds("paid"));
		this.client.act("other", FlowRun.of("checkout", " "), Map.of());
		assertThat(this.log.lines()).containsExactly(
				"WARN Dropped event 'paid' (flow 'checkout'): the run id is missing",
				"WARN Dropped event 'paid' (flow 'checkout'): the data is a"
						+ " java.util.ImmutableCollections$List12, which is not an object in JSON:"
						+ " pass a map, a record or a bean",
				"WARN Dropped event 'paid' (flow 'checkout'): it depends on itself, which the backend"
						+ " can't evaluate",
				"WARN Dropped event 'other' (flow 'checkout'): the run id is blank");
	}

	@Test
	void reportsOriginOfExceptionInDescription() {
		String missing = null;
		this.client.act((event) -> event.id("paid").flow("checkout").runId(missing.trim()));
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Dropped event 'paid' (flow 'checkout'): creating the event failed:"
					+ " java.lang.NullPointerException")
			.contains("BusinessUseClientTests.java:");
	}

	@Test
	void throttlesExceptionsByOriginAndNotByMessage() {
		for (int i = 0; i < 1000; i++) {
			int order = i;
			this.client.act((event) -> {
				event.id("paid").flow("checkout");
				throw new IllegalStateException("order " + order);
			});
		}
		this.client.act("other", FlowRun.of("checkout", null), Map.of());
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void closeAcceptsAnyGivenTimeout() {
		ManagedClient managed = (ManagedClient) this.client;
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThatCode(() -> managed.close(null)).doesNotThrowAnyException();
		managed.close(Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(this.client.status().sent()).isOne();
	}

	@Test
	void aCustomizerMayChangeEveryEvent() {
		BusinessUseClient customized = builder()
			.customizer((event) -> event.toBuilder().data("tenant", "acme").data("card", null).build())
			.customizer((event) -> event.toBuilder().runId("run-" + event.runId()).build())
			.build();
		customized.act("a", FlowRun.of("f", "1"), Map.of("card", "4111", "amount", 5));
		assertThat(customized.flush(LONG)).isTrue();
		assertThat(this.backend.events()).singleElement()
			.satisfies((event) -> assertThat(event.runId()).isEqualTo("run-1"))
			.extracting(RecordedEvent::data)
			.satisfies((data) -> assertThat((Map<?, ?>) data).extracting("tenant", "card", "amount")
				.containsExactly("acme", null, 5));
		customized.close();
	}

	@Test
	void customizerReceivesTheRecordedEvent() {
		List<BusinessEvent> seen = new ArrayList<>();
		BusinessUseClient customized = builder().customizer((event) -> {
			seen.add(event);
			return event;
		}).build();
		customized.act((event) -> event.id("a")
			.flow("f")
			.depIds("b")
			.data("x", 1)
			.validator(Expr.js("true"))
			.timeout(Duration.ofSeconds(1)));
		assertThat(seen).singleElement().satisfies((event) -> {
			assertThat(event.id()).isEqualTo("a");
			assertThat(event.flow()).isEqualTo("f");
			assertThat(event.runId()).isNull();
			assertThat(event.type()).isEqualTo(EventType.ASSERT);
			assertThat(event.data()).isEqualTo(Map.of("x", 1));
			assertThat(event.depIds()).containsExactly("b");
			assertThat(event.timeout()).isEqualTo(Duration.ofSeconds(1));
			assertThat(event.timestamp()).isCloseTo(Instant.now(),
					new org.assertj.core.data.TemporalUnitWithinOffset(30, java.time.temporal.ChronoUnit.SECONDS));
		});
		customized.close();
	}

	@Test
	void aCustomizerMayDiscardAnEventAndMayFail() {
		BusinessUseClient customized = builder().customizer((event) -> {
			if ("broken".equals(event.id())) {
				throw new IllegalStateException("broken");
			}
			return "secret".equals(event.id()) ? null : event;
		}).build();
		customized.act("secret", FlowRun.of("f", "1"), Map.of());
		customized.act("broken", FlowRun.of("f", "1"), Map.of());
		customized.act("fine", FlowRun.of("f", "1"), Map.of());
		assertThat(customized.flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).containsExactly("fine");
		assertThat(customized.status().dropped(DropReason.CUSTOMIZER)).isEqualTo(2);
		customized.close();
	}

	@Test
	void eventOfCustomizerIsNotCustomized() {
		BusinessUseClient[] self = new BusinessUseClient[1];
		self[0] = builder().customizer((event) -> {
			self[0].act("audit", FlowRun.of("audits", "1"), Map.of());
			return event;
		}).build();
		self[0].act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(self[0].flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).containsExactly("audit", "a");
		self[0].close();
	}

	@Test
	void flushReturnsFalseUntilBackendRecovers() {
		this.backend.failWith(new IOException("Connection refused"));
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(LONG)).isFalse();
		assertThat(this.client.status().state()).isEqualTo(State.UNAVAILABLE);
		assertThat(this.client.status().lastError()).contains("Connection refused");
		assertThat(this.client.status().lastErrorAt()).isNotNull();
		this.backend.respondWith(200);
		this.client.act("b", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(LONG)).isTrue();
		assertThat(this.client.status().state()).isEqualTo(State.AVAILABLE);
		assertThat(this.client.status().lastSuccess()).isNotNull();
		assertBalanced();
	}

	@Test
	void doesNotDescribeEventsWhileKeyIsRejected() {
		this.backend.respondWith(403);
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(LONG)).isFalse();
		assertThat(this.client.status().state()).isEqualTo(State.UNAUTHORIZED);
		this.client.act((event) -> {
			throw new AssertionError("must not be called");
		});
		assertThat(this.client.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(2);
		assertThat(this.client.status().dropped(DropReason.INVALID)).isZero();
		assertThat(this.log.lines()).singleElement().asString().contains("does not accept the API key");
	}

	@Test
	void closedClientDropsEventsAndLogs() {
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		this.client.close();
		this.client.act("b", FlowRun.of("f", "1"), Map.of());
		this.client.act((event) -> {
			throw new AssertionError("must not be called");
		});
		this.client.close();
		assertThat(this.log.lines())
			.containsExactly("INFO Business-Use client closed: 1 events recorded, 1 sent, 0 dropped");
		assertThat(this.client.status().state()).isEqualTo(State.CLOSED);
		assertThat(this.client.status().sent()).isOne();
		assertThat(this.client.status().dropped(DropReason.SHUTDOWN)).isEqualTo(2);
		assertBalanced();
	}

	@Test
	void countsRefusedPreparedEventOnceWhenSubmitted() {
		this.backend.respondWith(401);
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(LONG)).isFalse();
		PreparedEvent unauthorized = this.client.prepare((event) -> {
			throw new AssertionError("must not be called");
		});
		assertThat(this.client.status().dropped(DropReason.UNAUTHORIZED)).isOne();
		this.client.close();
		PreparedEvent late = this.client.prepare((event) -> {
			throw new AssertionError("must not be called");
		});
		assertThat(this.client.status().recorded()).isOne();
		unauthorized.submit();
		late.submit();
		assertThat(this.client.status().dropped(DropReason.UNAUTHORIZED)).isEqualTo(2);
		assertThat(this.client.status().dropped(DropReason.SHUTDOWN)).isOne();
		assertThat(this.client.status().dropped(DropReason.INVALID)).isZero();
		assertBalanced();
	}

	@Test
	void logsTheTotalsOnClose() {
		this.client.act("a", FlowRun.of("f", null), Map.of());
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(this.client.flush(LONG)).isTrue();
		this.backend.respondWith(422);
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		this.client.close();
		assertThat(this.log.lines()).last()
			.isEqualTo("INFO Business-Use client closed: 3 events recorded, 1 sent, 2 dropped"
					+ " (invalid 1, rejected 1)");
	}

	@Test
	void warnsOfEventsLostToTheShutdownTimeout() {
		ScriptedTransport hung = new ScriptedTransport();
		hung.hang();
		BusinessUseClient hasty = builder().shutdownTimeout(Duration.ofMillis(50)).transport(hung).build();
		hasty.act("a", FlowRun.of("f", "1"), Map.of());
		hasty.close();
		assertThat(this.log.lines()).last()
			.isEqualTo("WARN Business-Use client closed: 1 events recorded, 0 sent, 1 dropped (shutdown 1);"
					+ " events with reason 'shutdown' were not sent within business-use.shutdown-timeout,"
					+ " or were recorded while the client closed");
	}

	@Test
	void aClientThatIsOffRunsNothing() {
		BusinessUseClient off = BusinessUseClient.noop();
		off.act((event) -> {
			throw new AssertionError("must not be called");
		});
		off.act(null, FlowRun.of(null, null), null);
		off.prepare(null).submit();
		assertThat(off.flush(Duration.ZERO)).isTrue();
		assertThat(off.status().state()).isEqualTo(State.OFF);
		assertThat(off.status().droppedByReason()).containsOnlyKeys(DropReason.values());
		assertThat(off.status().queueCapacity()).isZero();
		assertThat(this.client.status().queueCapacity()).isEqualTo(1000);
		off.close();
	}

	@Test
	void firstEventStartsIsolatedDaemonThread() throws Exception {
		ConcurrentLinkedQueue<Thread> workers = new ConcurrentLinkedQueue<>();
		InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
		inheritable.set("the caller's");
		List<String> inherited = new ArrayList<>();
		BusinessUseClient observed = BusinessUseClient.builder()
			.environment((name) -> null)
			.transport((batch, timeout) -> {
				workers.add(Thread.currentThread());
				inherited.add(String.valueOf(inheritable.get()));
				return this.backend.send(batch, timeout);
			})
			.build();
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch(BusinessUseClientTests::isWorker);
		observed.act("a", FlowRun.of("f", "1"), Map.of());
		assertThat(observed.flush(LONG)).isTrue();
		Thread worker = workers.remove();
		assertThat(worker.isDaemon()).isTrue();
		assertThat(worker.getName()).isEqualTo("business-use-worker");
		assertThat(worker.getContextClassLoader()).isNull();
		assertThat(inherited).containsExactly("null");
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(BusinessUseClientTests::isWorker).hasSize(1);
		observed.close();
		worker.join(LONG.toMillis());
		assertThat(worker.isAlive()).isFalse();
		inheritable.remove();
	}

	private static boolean isWorker(Thread thread) {
		return thread.isAlive() && thread.getName().startsWith("business-use");
	}

	@Test
	void clientsShareNoState() {
		InMemoryTransport otherBackend = new InMemoryTransport();
		BusinessUseClient other = builder().transport(otherBackend).build();
		this.client.act("a", FlowRun.of("f", "1"), Map.of());
		other.act("b", FlowRun.of("f", "1"), Map.of());
		this.client.close();
		other.act("c", FlowRun.of("f", "1"), Map.of());
		assertThat(other.flush(LONG)).isTrue();
		assertThat(this.backend.events()).extracting(RecordedEvent::id).containsExactly("a");
		assertThat(otherBackend.events()).extracting(RecordedEvent::id).containsExactly("b", "c");
		other.close();
	}

	@Test
	void noMethodClearsAnInterrupt() throws Exception {
		Callable<Boolean> calls = () -> {
			Thread.currentThread().interrupt();
			this.client.act("a", FlowRun.of("f", "1"), Map.of());
			this.client.prepare((event) -> event.id("b").flow("f").runId("1")).submit();
			this.client.status();
			this.client.flush(LONG);
			this.client.close();
			return Thread.currentThread().isInterrupted();
		};
		FutureTask<Boolean> task = new FutureTask<>(calls);
		Thread thread = new Thread(task);
		thread.start();
		assertThat(task.get()).isTrue();
		assertThat(this.backend.events()).hasSize(2);
	}

	@Test
	void aLoggerThatThrowsDoesNotReachTheApplication() {
		ch.qos.logback.classic.Logger logger = (ch.qos.logback.classic.Logger) this.log.logger();
		ch.qos.logback.classic.turbo.TurboFilter hostile = new ch.qos.logback.classic.turbo.TurboFilter() {

			@Override
			public ch.qos.logback.core.spi.FilterReply decide(org.slf4j.Marker marker,
					ch.qos.logback.classic.Logger deciding, ch.qos.logback.classic.Level level, String format,
					Object[] params, Throwable thrown) {
				if (deciding == logger) {
					throw new IllegalStateException("the disk is full");
				}
				return ch.qos.logback.core.spi.FilterReply.NEUTRAL;
			}

		};
		logger.getLoggerContext().addTurboFilter(hostile);
		try {
			this.backend.respondWith(500);
			assertThatCode(() -> {
				this.client.act("a", FlowRun.of("f", null), Map.of());
				this.client.act("a", FlowRun.of("f", "1"), Map.of());
				assertThat(this.client.flush(LONG)).isFalse();
				this.client.close();
			}).doesNotThrowAnyException();
			assertThat(this.client.status().dropped(DropReason.FAILED)).isOne();
		}
		finally {
			logger.getLoggerContext().getTurboFilterList().remove(hostile);
		}
	}

	private BusinessUseClient.Builder builder() {
		return BusinessUseClient.builder().environment((name) -> null).transport(this.backend);
	}

	private List<Map<String, Object>> delivered() {
		assertThat(this.client.flush(LONG)).isTrue();
		return this.backend.events().stream().map(BusinessUseClientTests::members).toList();
	}

	private Map<String, Object> onlyEvent() {
		assertThat(delivered()).hasSize(1);
		return delivered().get(0);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> members(RecordedEvent event) {
		return JsonMapper.shared().readValue(event.json(), Map.class);
	}

	private static Instant timestamp(Map<String, Object> event) {
		long nanos = ((Number) event.get("ts")).longValue();
		return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
	}

	private void assertBalanced() {
		ClientStatus status = this.client.status();
		assertThat(status.recorded()).isEqualTo(status.sent() + status.dropped() + status.queued());
		assertThat(status.queued()).isNotNegative();
	}

}
