package ai.desplega.businessuse.spring;

import ai.desplega.businessuse.BusinessUseClient;
import jakarta.annotation.PreDestroy;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Application that is loaded, run and discarded.
 */
public final class DeployedApplication {

	private DeployedApplication() {
	}

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(Shop.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false); // as a servlet container has it
		try (ConfigurableApplicationContext context = application.run(args)) {
			Order order = new Order("o-1", 42);
			context.getBean(Steps.class).pay(order);
			context.getBean(BusinessUseClient.class)
				.assertion((event) -> event.id("by_client")
					.flow("checkout")
					.runId(order.id())
					.data(order)
					.validator((data, ctx) -> data.number("total") > 0));
		}
	}

	public record Order(String id, int total) {

	}

	static class Steps {

		private final BusinessUseClient client;

		Steps(BusinessUseClient client) {
			this.client = client;
		}

		@BusinessAct(id = "by_annotation", flow = "checkout", runId = "#order.id", data = "{order: #order}")
		void pay(Order order) {
		}

		@PreDestroy
		void destroyed() {
			this.client.act((event) -> event.id("destroyed").flow("checkout").runId("o-1"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		Steps steps(BusinessUseClient client) {
			return new Steps(client);
		}

	}

}
