package ai.desplega.businessuse.compatibility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application with the starter and an HTTP backend.
 */
class StarterTests {

	/**
	 * Auto-configurations of libraries that are only needed for test slices.
	 */
	private static final String EXCLUDED = "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
			+ "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration,"
			+ "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration,"
			+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
			+ "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration";

	@Test
	void applicationRecordsAndReports() throws Exception {
		try (HttpBackend backend = new HttpBackend(); ConfigurableApplicationContext context = start(backend)) {
			Shop shop = context.getBean(Shop.class);
			Order order = new Order("o-1", 42, Instant.EPOCH);
			shop.pay(order);
			shop.confirm(order).join();
			shop.ship("o-1").block();
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			client.act((event) -> event.id("delivered").flow("checkout").runId("o-1"));
			assertThat(client.flush(Duration.ofSeconds(30))).isTrue();
			assertThat(backend.received()).contains("\"id\":\"paid\"", "\"id\":\"confirmed\"", "\"id\":\"shipped\"",
					"\"id\":\"delivered\"",
					"\"data\":{\"id\":\"o-1\",\"total\":42,\"placedAt\":\"1970-01-01T00:00:00Z\"}");
			assertThat(endpoint(context)).contains("\"state\":\"available\"", "\"sent\":4",
					"\"url\":\"" + backend.url() + "\"");
			context.stop();
			context.start();
		}
	}

	private static ConfigurableApplicationContext start(HttpBackend backend) {
		return new SpringApplication(Application.class).run("--server.port=0", "--spring.main.banner-mode=off",
				"--management.endpoints.web.exposure.include=*", "--spring.autoconfigure.exclude=" + EXCLUDED,
				"--business-use.api-key=key", "--business-use.url=" + backend.url());
	}

	private static String endpoint(ConfigurableApplicationContext context) throws IOException, InterruptedException {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/businessuse");
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	record Order(String id, int total, Instant placedAt) {

	}

	@BusinessFlow("checkout")
	static class Shop {

		@Transactional
		@BusinessAct(id = "paid", runId = "#order.id", data = "#order")
		public void pay(Order order) {
		}

		@BusinessAssert(id = "confirmed", runId = "#order.id", data = "{total: #order.total}",
				validator = "data.total > 0")
		public CompletableFuture<String> confirm(Order order) {
			return CompletableFuture.completedFuture("done");
		}

		@BusinessAct(id = "shipped", runId = "#id")
		public Mono<String> ship(String id) {
			return Mono.just(id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

}
