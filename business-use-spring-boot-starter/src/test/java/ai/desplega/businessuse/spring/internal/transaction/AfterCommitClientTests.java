package ai.desplega.businessuse.spring.internal.transaction;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.flow.RecordedEvent;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that events of the injected client wait for the commit if the property is set.
 */
class AfterCommitClientTests {

	private final ApplicationContextRunner defaults = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BusinessUseAutoConfiguration.class,
				BusinessUseAnnotationsAutoConfiguration.class))
		.withBean(InMemoryTransport.class)
		.withUserConfiguration(Database.class);

	private final ApplicationContextRunner contextRunner = this.defaults
		.withPropertyValues("business-use.after-commit=true");

	@Test
	void recordsImmediatelyByDefault() {
		this.defaults.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				record(context, "act");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("act");
		});
	}

	@Test
	void eventsAreDeliveredAfterTheCommitInTheirOrder() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			transaction(context).executeWithoutResult((status) -> {
				client.act("short", FlowRun.of("checkout", 1), Map.of("total", 2));
				client.ensure((event) -> event.id("ensure").flow("checkout").runId("1"));
				client
					.assertion((event) -> event.id("assertion").flow("checkout").runId("1").validator(Expr.js("true")));
				context.getBean(Steps.class).annotated();
				record(context, "act");
				assertThat(client.status().recorded()).isZero();
			});
			assertThat(ids(context)).containsExactly("short", "ensure", "assertion", "annotated", "act");
		});
	}

	@Test
	void discardsEventsOfRollback() {
		this.contextRunner.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				record(context, "act");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).isEmpty();
			assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isZero();
		});
	}

	@Test
	void eventsOfANewTransactionDontWaitForTheOuterOne() {
		this.contextRunner.run((context) -> {
			TransactionTemplate inner = transaction(context);
			inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			transaction(context).executeWithoutResult((status) -> {
				record(context, "outer");
				inner.executeWithoutResult((innerStatus) -> record(context, "inner"));
				assertThat(ids(context)).containsExactly("inner");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("inner");
		});
	}

	@Test
	void recordsImmediatelyWithoutTransaction() {
		this.contextRunner.run((context) -> {
			record(context, "act");
			assertThat(context.getBean(BusinessUseClient.class).status().recorded()).isOne();
		});
	}

	@Test
	void flushInATransactionDoesNotWaitForItsEvents() {
		this.contextRunner.run((context) -> {
			record(context, "before");
			transaction(context).executeWithoutResult((status) -> {
				record(context, "inside");
				assertThat(ids(context)).containsExactly("before");
			});
			assertThat(ids(context)).containsExactly("before", "inside");
		});
	}

	@Test
	void preparedEventWaitsOnlyForSubmission() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			transaction(context).executeWithoutResult((status) -> {
				PreparedEvent event = client.prepare((builder) -> builder.id("prepared").flow("checkout").runId("1"));
				event.submit();
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("prepared");
		});
	}

	@Test
	void assertionWithoutAValidatorIsNotSentAsAnAct() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			transaction(context).executeWithoutResult(
					(status) -> client.assertion((event) -> event.id("assertion").flow("checkout").runId("1")));
			assertThat(ids(context)).isEmpty();
			assertThat(client.status().dropped(DropReason.INVALID)).isOne();
		});
	}

	@Test
	void assertionTakesTheValidatorOfItsDefinition() {
		FlowDefinition flow = FlowDefinition.builder("checkout")
			.assertion("assertion", (step) -> step.validator(Expr.js("true")))
			.build();
		this.contextRunner.withBean(FlowDefinition.class, () -> flow).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			transaction(context).executeWithoutResult(
					(status) -> client.assertion((event) -> event.id("assertion").flow("checkout").runId("1")));
			assertThat(ids(context)).containsExactly("assertion");
		});
	}

	@Test
	@SuppressWarnings("NullAway")
	void countsInvalidEventsWithoutException() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			transaction(context).executeWithoutResult((status) -> {
				client.act(null);
				client.ensure(null);
				client.assertion(null);
				client.act(null, null, null);
			});
			assertThat(client.status().dropped(DropReason.INVALID)).isEqualTo(4);
		});
	}

	/**
	 * Complete the result of a call without a transaction on a thread with a transaction.
	 */
	@Test
	void annotatedMethodDoesNotWaitForTheTransactionOfAnotherCall() {
		this.contextRunner.run((context) -> {
			CompletableFuture<String> future = new CompletableFuture<>();
			context.getBean(Steps.class).later(future);
			transaction(context).executeWithoutResult((status) -> {
				future.complete("paid");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("later");
		});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void wrongValueIsLoggedAndTheDefaultUsed(CapturedLog log) {
		this.defaults.withPropertyValues("business-use.after-commit=maybe").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(log.text()).contains("business-use.after-commit").contains("maybe");
			transaction(context).executeWithoutResult((status) -> {
				record(context, "act");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("act");
		});
	}

	@Test
	void clientThatIsOffStaysTheSame() {
		this.contextRunner.withPropertyValues("business-use.enabled=false")
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(BusinessUseClient.noop()));
	}

	@Test
	void doesNotReplaceClientOfApplication() {
		BusinessUseClient own = BusinessUseClient.builder().transport(new InMemoryTransport()).build();
		this.contextRunner.withBean("own", BusinessUseClient.class, () -> own)
			.run((context) -> assertThat(context.getBean(BusinessUseClient.class)).isSameAs(own));
	}

	@Test
	void contextClosesTheClient() {
		this.contextRunner.run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			InMemoryTransport transport = context.getBean(InMemoryTransport.class);
			record(context, "act");
			context.close();
			assertThat(transport.events()).hasSize(1);
			assertThat(client.status().state()).hasToString("CLOSED");
		});
	}

	@Test
	void aspectsMayProxyTheClient() {
		this.contextRunner.withUserConfiguration(Traced.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(BusinessUseClient.class))).isTrue();
			CompletableFuture<String> future = new CompletableFuture<>();
			context.getBean(Steps.class).later(future);
			transaction(context).executeWithoutResult((status) -> {
				future.complete("paid");
				record(context, "act");
				status.setRollbackOnly();
			});
			assertThat(ids(context)).containsExactly("later");
		});
	}

	@Test
	void everyMethodOfAClientIsDelegated() {
		List<Method> missing = Arrays.stream(BusinessUseClient.class.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()))
			.filter((method) -> Arrays.stream(AfterCommitClient.class.getDeclaredMethods())
				.noneMatch((own) -> own.getName().equals(method.getName())
						&& Arrays.equals(own.getParameterTypes(), method.getParameterTypes())))
			.toList();
		assertThat(missing).isEmpty();
	}

	private static void record(ApplicationContext context, String id) {
		context.getBean(BusinessUseClient.class).act((event) -> event.id(id).flow("checkout").runId("1"));
	}

	private static List<String> ids(ApplicationContext context) {
		context.getBean(BusinessUseClient.class).flush(Duration.ofSeconds(10));
		return context.getBean(InMemoryTransport.class).events().stream().map(RecordedEvent::id).toList();
	}

	private static TransactionTemplate transaction(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	static class Steps {

		@BusinessAct(id = "annotated", flow = "checkout", runId = "'1'")
		void annotated() {
		}

		@BusinessAct(id = "later", flow = "checkout", runId = "'1'")
		CompletableFuture<String> later(CompletableFuture<String> future) {
			return future;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Traced {

		@Bean
		static BeanNameAutoProxyCreator tracing() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("businessUseClient");
			creator.setInterceptorNames("nothing");
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		MethodInterceptor nothing() {
			return MethodInvocation::proceed;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Database {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:after-commit-tests;DB_CLOSE_DELAY=-1");
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

		@Bean
		Steps steps() {
			return new Steps();
		}

	}

}
