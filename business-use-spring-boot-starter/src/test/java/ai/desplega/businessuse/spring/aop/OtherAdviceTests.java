package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the advice is the innermost of all advice on a bean.
 */
@Timeout(60)
class OtherAdviceTests {

	private final ApplicationContextRunner contextRunner = Recorded.runner(Host.class, Steps.class);

	@Test
	void aCacheHitIsNotRecorded() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat(steps.cached("a")).isEqualTo("a1");
			assertThat(steps.cached("a")).isEqualTo("a1");
			assertThat(Recorded.ids(context)).containsExactly("cached");
		});
	}

	@Test
	void recordsSuccessfulRetryAttempt() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Steps.class).retried()).isEqualTo(3);
			assertThat(Recorded.event(context)).extracting("data.attempt").isEqualTo(3);
		});
	}

	@Test
	void recordsSuccessfulReactiveRetryAttempt() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Steps.class).retriedLater().block(Duration.ofSeconds(10))).isEqualTo(3);
			assertThat(Recorded.event(context)).extracting("data.attempt").isEqualTo(3);
		});
	}

	@Test
	void anAsyncMethodIsRecordedOnItsOwnThreadWhenItHasReturned() {
		this.contextRunner.run((context) -> {
			CountDownLatch started = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			context.getBean(Steps.class).async(started, goOn);
			assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(Recorded.ids(context)).isEmpty();
			goOn.countDown();
			await().atMost(Duration.ofSeconds(10)).until(() -> Recorded.ids(context).contains("async"));
			assertThat((String) Recorded.event(context).get("run_id")).startsWith("host-");
		});
	}

	@Test
	void anAsyncMethodThatThrowsIsNotRecorded() {
		this.contextRunner.run((context) -> {
			CountDownLatch thrown = new CountDownLatch(1);
			context.getBean(Steps.class).asyncThatFails(thrown);
			assertThat(thrown.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(context.getBean(Steps.class).asyncResult().get(10, TimeUnit.SECONDS)).isEqualTo("done");
			assertThat(Recorded.ids(context)).containsExactly("async_result");
		});
	}

	@BusinessFlow("checkout")
	static class Steps {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("names")
		@BusinessAct(id = "cached", runId = "#name")
		String cached(String name) {
			return name + this.calls.incrementAndGet();
		}

		@Retryable(delay = 1)
		@BusinessAct(id = "retried", runId = "'1'", data = "{attempt: #result}")
		int retried() {
			int attempt = this.calls.incrementAndGet();
			if (attempt < 3) {
				throw new IllegalStateException("attempt " + attempt);
			}
			return attempt;
		}

		@Retryable(delay = 1)
		@BusinessAct(id = "retried_later", runId = "'1'", data = "{attempt: #result}")
		Mono<Integer> retriedLater() {
			return Mono.fromCallable(this::retried);
		}

		@Async
		@BusinessAct(id = "async", runId = "T(java.lang.Thread).currentThread().name")
		void async(CountDownLatch started, CountDownLatch goOn) throws InterruptedException {
			started.countDown();
			assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
		}

		@Async
		@BusinessAct(id = "async_fails", runId = "'1'")
		void asyncThatFails(CountDownLatch thrown) {
			thrown.countDown();
			throw new IllegalStateException("declined");
		}

		@Async
		@BusinessAct(id = "async_result", runId = "#result")
		CompletableFuture<String> asyncResult() {
			return CompletableFuture.completedFuture("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@EnableCaching
	@EnableResilientMethods
	static class Host {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		TaskExecutor taskExecutor() {
			return new SimpleAsyncTaskExecutor("host-");
		}

	}

}
