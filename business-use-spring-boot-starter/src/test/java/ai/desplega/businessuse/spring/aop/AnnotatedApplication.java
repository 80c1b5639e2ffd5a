package ai.desplega.businessuse.spring.aop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.transport.InMemoryTransport;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * Application with annotated beans that runs in a separate JVM.
 */
public final class AnnotatedApplication {

	private AnnotatedApplication() {
	}

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(Beans.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(args)) {
			Steps steps = context.getBean(Steps.class);
			steps.pay(new Order("o-1", 42));
			steps.confirm(new Order("o-1", 42)).join();
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			System.out.println("flushed: " + client.flush(Duration.ofSeconds(10)));
			System.out.println("ahead of time: " + AotDetector.useGeneratedArtifacts());
			System.out.println("transactions: " + isPresent("org.springframework.transaction.TransactionManager"));
			System.out.println("reactor: " + isPresent("reactor.core.publisher.Flux"));
			System.out.println("limit: " + context.getEnvironment().getProperty("business-use.batch-size"));
			context.getBean(InMemoryTransport.class).events().forEach((event) -> System.out.println("event: " + event));
		}
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, AnnotatedApplication.class.getClassLoader());
	}

	record Order(String id, int total) {

	}

	interface Steps {

		void pay(Order order);

		CompletableFuture<String> confirm(Order order);

	}

	@BusinessFlow("checkout")
	static class CheckoutSteps implements Steps {

		@Override
		@BusinessAct(id = "paid", runId = "#order.id", data = "{total: #order.total, method: #root.methodName}")
		public void pay(Order order) {
		}

		@Override
		@BusinessAssert(id = "confirmed", runId = "#order.id", data = "{result: #result}", depIds = "paid",
				validator = "@hasTotal")
		public CompletableFuture<String> confirm(Order order) {
			return CompletableFuture.completedFuture("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Beans {

		@Bean
		InMemoryTransport transport() {
			return new InMemoryTransport();
		}

		@Bean
		CheckoutSteps steps() {
			return new CheckoutSteps();
		}

		@Bean
		Expr hasTotal() {
			return Expr.js("data.total > 0");
		}

	}

}
