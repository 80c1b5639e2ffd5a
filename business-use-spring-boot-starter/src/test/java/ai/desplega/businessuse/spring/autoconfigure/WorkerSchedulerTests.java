package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerScheduler}.
 */
class WorkerSchedulerTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void itsThreadKeepsNothingOfWhoStartedIt() throws Exception {
		InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
		inheritable.set("of the caller");
		ScheduledExecutorService scheduler = new WorkerScheduler().create();
		try {
			Thread thread = scheduler.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.getContextClassLoader()).isNull();
			assertThat(scheduler.submit(inheritable::get).get(10, TimeUnit.SECONDS)).isNull();
		}
		finally {
			scheduler.shutdownNow();
			inheritable.remove();
		}
	}

	@Test
	void itStartsNoThreadBeforeThereIsWorkAndKeepsNoCancelledTimers() {
		ScheduledThreadPoolExecutor scheduler = (ScheduledThreadPoolExecutor) new WorkerScheduler().create();
		try {
			assertThat(scheduler.getPoolSize()).isZero();
			scheduler.schedule(() -> {
			}, 1, TimeUnit.DAYS).cancel(false);
			assertThat(scheduler.getQueue()).isEmpty();
		}
		finally {
			scheduler.shutdownNow();
		}
	}

	@Test
	void oneThatWasShutDownIsNeverHandedOutAgain() {
		WorkerScheduler scheduler = new WorkerScheduler();
		ScheduledExecutorService first = scheduler.create();
		first.shutdownNow();
		ScheduledExecutorService second = scheduler.create();
		assertThat(second.isShutdown()).isFalse();
		second.shutdownNow();
	}

	@Test
	void whatIsToRunThereRunsThereAndNeverFailsWhoAsked() {
		WorkerScheduler scheduler = new WorkerScheduler();
		Queue<String> threads = new ConcurrentLinkedQueue<>();
		Runnable task = () -> threads.add(Thread.currentThread().getName());
		scheduler.run(task, TIMEOUT);
		ScheduledExecutorService executor = scheduler.create();
		scheduler.run(task, Duration.ZERO);
		scheduler.run(task, TIMEOUT);
		scheduler.run(() -> {
			throw new IllegalStateException("the task");
		}, TIMEOUT);
		executor.shutdownNow();
		scheduler.run(task, TIMEOUT);
		assertThat(threads).containsExactly("business-use");
	}

	@Test
	void whoWaitsForItMayBeInterrupted() {
		WorkerScheduler scheduler = new WorkerScheduler();
		ScheduledExecutorService executor = scheduler.create();
		Thread.currentThread().interrupt();
		scheduler.run(() -> {
		}, TIMEOUT);
		assertThat(Thread.interrupted()).isTrue();
		executor.shutdownNow();
	}

}
