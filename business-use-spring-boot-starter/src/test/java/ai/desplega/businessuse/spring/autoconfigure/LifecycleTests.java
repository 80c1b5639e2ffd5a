package ai.desplega.businessuse.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.spring.testing.LoopbackBackend;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.InMemoryTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the lifecycle of the client in its context.
 */
@Timeout(60)
class LifecycleTests {

	private static final Map<String, ?> EMPTY = Map.of();

	private final InMemoryTransport transport = new InMemoryTransport();

	@Test
	void sendsQueuedEventsWhenTheContextCloses() {
		BusinessUseClient client;
		try (ConfigurableApplicationContext context = start()) {
			client = context.getBean(BusinessUseClient.class);
			client.act("cart_created", FlowRun.of("checkout", "1"), EMPTY);
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("cart_created");
		assertThat(client.status().state()).isEqualTo(State.CLOSED);
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void logsTotalsAtClose(CapturedLog log) {
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(BusinessUseClient.class).act("cart_created", FlowRun.of("checkout", "1"), EMPTY);
		}
		assertThat(log.text()).contains("1 events recorded");
	}

	@Test
	void componentsThatStopLateStillSend() {
		try (ConfigurableApplicationContext context = start(LateComponent.class)) {
			assertThat(context.getBean(LateComponent.class).isRunning()).isTrue();
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("component_stopped");
	}

	@Test
	void destroyMethodsAndExecutorsThatAwaitTheirTasksStillSend() {
		try (ConfigurableApplicationContext context = start(Unrelated.class, AwaitingExecutor.class)) {
			BusinessUseLifecycle lifecycle = context.getBean(BusinessUseLifecycle.class);
			ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
			Unrelated.client = context.getBean(BusinessUseClient.class);
			executor.execute(() -> {
				await().atMost(Duration.ofSeconds(20)).until(() -> !lifecycle.isRunning());
				Unrelated.client.act("task_ended", FlowRun.of("checkout", "1"), EMPTY);
			});
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id)
			.containsExactlyInAnyOrder("task_ended", "bean_destroyed");
	}

	@Test
	void recordsAfterRestartOfContext() {
		try (ConfigurableApplicationContext context = start()) {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act("before_stop", FlowRun.of("checkout", "1"), EMPTY);
			context.stop();
			assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("before_stop");
			client.act("while_stopped", FlowRun.of("checkout", "1"), EMPTY);
			context.start();
			client.act("after_start", FlowRun.of("checkout", "1"), EMPTY);
			assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id)
			.containsExactly("before_stop", "while_stopped", "after_start");
	}

	@Test
	void stoppedContextNeverHasOpenConnection() {
		ConnectedTransport connected = new ConnectedTransport();
		try (ConfigurableApplicationContext context = start(() -> connected, "")) {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			for (int i = 0; i < 3; i++) {
				client.act("running", FlowRun.of("checkout", "1"), EMPTY);
				assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
				assertThat(connected.connected).isTrue();
				context.stop();
				assertThat(connected.connected).isFalse();
				context.start();
			}
		}
		assertThat(connected.connected).isFalse();
	}

	@Test
	void sendsEventsBeforeDuringAndAfterStop() throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend()) {
			try (ConfigurableApplicationContext context = startOverHttp(backend.url())) {
				BusinessUseClient client = context.getBean(BusinessUseClient.class);
				client.act("before_stop", FlowRun.of("checkout", "1"), EMPTY);
				context.stop();
				assertThat(backend.events()).containsExactly("before_stop");
				await().atMost(Duration.ofSeconds(20)).until(() -> backend.connections() == 0);
				client.act("while_stopped", FlowRun.of("checkout", "1"), EMPTY);
				context.start();
				client.act("after_start", FlowRun.of("checkout", "1"), EMPTY);
			}
			assertThat(backend.events()).containsExactly("before_stop", "while_stopped", "after_start");
			await().atMost(Duration.ofSeconds(20)).until(() -> backend.connections() == 0);
		}
	}

	@Test
	void pausedContextDoesNotStopLifecycle() {
		try (ConfigurableApplicationContext context = start()) {
			BusinessUseLifecycle lifecycle = context.getBean(BusinessUseLifecycle.class);
			assertThat(lifecycle.getPhase()).isEqualTo(Integer.MIN_VALUE);
			context.getBean(BusinessUseClient.class).act("cart_created", FlowRun.of("checkout", "1"), EMPTY);
			context.pause();
			assertThat(lifecycle.isRunning()).isTrue();
			assertThat(this.transport.events()).isEmpty();
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("cart_created");
	}

	@Test
	void contextsShareNoState() {
		InMemoryTransport other = new InMemoryTransport();
		try (ConfigurableApplicationContext first = start()) {
			first.getBean(BusinessUseClient.class).act("of_first", FlowRun.of("checkout", "1"), EMPTY);
			try (ConfigurableApplicationContext second = start(other)) {
				second.getBean(BusinessUseClient.class).act("of_second", FlowRun.of("checkout", "1"), EMPTY);
			}
			assertThat(first.getBean(BusinessUseClient.class).status().state()).isNotEqualTo(State.CLOSED);
		}
		assertThat(this.transport.events()).extracting(RecordedEvent::id).containsExactly("of_first");
		assertThat(other.events()).extracting(RecordedEvent::id).containsExactly("of_second");
	}

	@Test
	void startCreatesNoThreadAndNoConnection() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			server.setSoTimeout(1);
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			try (ConfigurableApplicationContext context = startOverHttp("http://127.0.0.1:" + server.getLocalPort())) {
				assertThat(context.getBean(BusinessUseClient.class).status().state()).isEqualTo(State.UNKNOWN);
				Set<Thread> after = Thread.getAllStackTraces().keySet();
				assertThat(after).filteredOn((thread) -> !before.contains(thread))
					.extracting(Thread::getName)
					.noneMatch((name) -> name.startsWith("business-use"));
				assertThat(connections(server)).isZero();
			}
			assertThat(connections(server)).isZero();
		}
	}

	private static int connections(ServerSocket server) throws IOException {
		try {
			server.accept().close();
			return 1;
		}
		catch (java.net.SocketTimeoutException ex) {
			return 0;
		}
	}

	@Test
	void aContextClosesAndCountsLostEventsWhenTheBackendHangs() {
		ConfigurableApplicationContext context = start(HangingTransport::new, "business-use.shutdown-timeout=100ms");
		BusinessUseClient client = context.getBean(BusinessUseClient.class);
		client.act("cart_created", FlowRun.of("checkout", "1"), EMPTY);
		context.close();
		assertThat(client.status().state()).isEqualTo(State.CLOSED);
		assertThat(client.status().queued()).isZero();
		assertThat(client.status().dropped(DropReason.SHUTDOWN) + client.status().dropped(DropReason.FAILED)).isOne();
	}

	private ConfigurableApplicationContext start(Class<?>... components) {
		return start(() -> this.transport, "", components);
	}

	private ConfigurableApplicationContext start(InMemoryTransport transport) {
		return start(() -> transport, "");
	}

	private static ConfigurableApplicationContext startOverHttp(String url) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("business-use.api-key", "secret", "business-use.url", url)));
		context.register(BusinessUseAutoConfiguration.class);
		context.refresh();
		return context;
	}

	private static ConfigurableApplicationContext start(Supplier<EventTransport> transport, String property,
			Class<?>... components) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		List<String> nameAndValue = List.of((property + "=").split("=", -1));
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of(nameAndValue.get(0), nameAndValue.get(1))));
		context.registerBean(EventTransport.class, transport::get);
		for (Class<?> component : components) {
			context.register(component);
		}
		context.register(BusinessUseAutoConfiguration.class);
		context.refresh();
		return context;
	}

	/**
	 * Stops after almost everything else.
	 */
	static class LateComponent implements SmartLifecycle {

		private final BusinessUseClient client;

		private boolean running;

		LateComponent(BusinessUseClient client) {
			this.client = client;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.client.act("component_stopped", FlowRun.of("checkout", "1"), EMPTY);
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE + 1;
		}

	}

	/**
	 * Refers to the client without a bean dependency, and may be destroyed after the
	 * client.
	 */
	static class Unrelated {

		private static BusinessUseClient client = BusinessUseClient.noop();

		@PreDestroy
		void destroyed() {
			client.act("bean_destroyed", FlowRun.of("checkout", "1"), EMPTY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AwaitingExecutor {

		@Bean
		ThreadPoolTaskExecutor awaitingExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setWaitForTasksToCompleteOnShutdown(true);
			executor.setAwaitTerminationSeconds(30);
			return executor;
		}

	}

	/**
	 * Transport that is connected until its connections are released.
	 */
	static class ConnectedTransport implements EventTransport {

		private volatile boolean connected;

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) {
			this.connected = true;
			return TransportResponse.of(200, "");
		}

		@Override
		public void releaseConnections() {
			this.connected = false;
		}

	}

	static class HangingTransport implements EventTransport {

		private final CountDownLatch aborted = new CountDownLatch(1);

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) throws IOException {
			try {
				this.aborted.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IOException("ended");
		}

		@Override
		public void abort() {
			this.aborted.countDown();
		}

	}

}
