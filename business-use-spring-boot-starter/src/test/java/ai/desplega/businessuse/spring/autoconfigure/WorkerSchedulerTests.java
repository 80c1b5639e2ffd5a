package ai.desplega.businessuse.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerScheduler}.
 */
class WorkerSchedulerTests {

	@Test
	void itsThreadKeepsNothingOfWhoStartedIt() throws Exception {
		InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
		inheritable.set("of the caller");
		ScheduledExecutorService scheduler = WorkerScheduler.create();
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
		ScheduledThreadPoolExecutor scheduler = (ScheduledThreadPoolExecutor) WorkerScheduler.create();
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
		ScheduledExecutorService first = WorkerScheduler.create();
		first.shutdownNow();
		ScheduledExecutorService second = WorkerScheduler.create();
		assertThat(second.isShutdown()).isFalse();
		second.shutdownNow();
	}

}
