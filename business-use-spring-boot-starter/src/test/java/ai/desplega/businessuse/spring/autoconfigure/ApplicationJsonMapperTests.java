package ai.desplega.businessuse.spring.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.transport.InMemoryTransport;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
import jakarta.annotation.PostConstruct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for data that is encoded with the application's {@link JsonMapper}.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApplicationJsonMapperTests {

	private final InMemoryTransport transport = new InMemoryTransport();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BusinessUseAutoConfiguration.class))
		.withBean(InMemoryTransport.class, () -> this.transport);

	@Test
	void dataIsWrittenByTheSerializersOfTheApplication() {
		this.runner.withBean(JsonMapper.class, ApplicationJsonMapperTests::customized).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			assertThat(data(client, new User("ann", "hash"))).isEqualTo(Map.of("login", "ann"));
			assertThat(data(client, new Login("ann", "hash"))).isEqualTo(Map.of("login", "ann"));
			assertThat(data(client, Map.of("user", new User("ann", "hash"), "price", new Money(BigDecimal.ONE))))
				.isEqualTo(Map.of("user", Map.of("login", "ann"), "price", "1 EUR"));
			assertThat(data(client, Map.of("amount", BigDecimal.ONE))).isEqualTo(Map.of("amount", "1.00"));
		});
	}

	@Test
	void namesInclusionAndFormatsAreTheDefaults() {
		this.runner.withBean(JsonMapper.class, ApplicationJsonMapperTests::customized).run((context) -> {
			BusinessUseClient client = context.getBean(BusinessUseClient.class);
			Map<String, @Nullable Object> expected = new LinkedHashMap<>();
			expected.put("placedAt", "1970-01-01T00:00:00.000Z");
			expected.put("couponCode", null);
			expected.put("orderState", "PAID");
			expected.put("renamed", "x");
			assertThat(data(client, new Order(new Date(0), null, State.PAID, State.RENAMED))).isEqualTo(expected);
			assertThat(context.getBean(JsonMapper.class)
				.writeValueAsString(new Order(new Date(0), null, State.PAID, State.RENAMED))).contains("\"Order\" :")
				.doesNotContain("placedAt");
		});
	}

	private static JsonMapper customized() {
		SimpleModule module = new SimpleModule();
		module.addSerializer(Money.class, new MoneySerializer());
		module.addSerializer(BigDecimal.class, new AmountSerializer());
		return JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT)
			.defaultSerializationView(PublicView.class)
			.filterProvider(
					new SimpleFilterProvider().addFilter("user", SimpleBeanPropertyFilter.serializeAllExcept("hash")))
			.addMixIn(Login.class, WithoutHash.class)
			.addModule(module)
			.build();
	}

	@Test
	void aSerializerOfTheMapperMayInjectTheClient() {
		this.runner.withUserConfiguration(SerializerWithClient.class)
			.run((context) -> assertThat(
					data(context.getBean(BusinessUseClient.class), Map.of("price", new Money(BigDecimal.TEN))))
				.isEqualTo(Map.of("price", "10 EUR")));
	}

	@Test
	void startsBeanThatWaitsForRecordingThread() {
		this.runner.withBean(WaitsForThread.class).withUserConfiguration(SerializerWithClient.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(data(context.getBean(BusinessUseClient.class), Map.of("price", new Money(BigDecimal.TEN))))
				.isEqualTo(Map.of("price", "10 EUR"));
			Map<String, @Nullable Object> data = new LinkedHashMap<>();
			data.put("name", "plain");
			data.put("price", null);
			assertThat(this.transport.events().get(0).data()).isEqualTo(data);
		});
	}

	@Test
	void writesDataLikeCoreWithoutMapper() {
		this.runner.run((context) -> assertThat(
				data(context.getBean(BusinessUseClient.class), Map.of("price", new Money(BigDecimal.ONE))))
			.isEqualTo(Map.of("price", Map.of("amount", 1))));
	}

	@Test
	void usesOnlyPrimaryOfSeveralMappers() {
		this.runner.withBean("one", JsonMapper.class, ApplicationJsonMapperTests::customized)
			.withBean("two", JsonMapper.class, ApplicationJsonMapperTests::customized)
			.run((context) -> assertThat(
					data(context.getBean(BusinessUseClient.class), Map.of("price", new Money(BigDecimal.ONE))))
				.isEqualTo(Map.of("price", Map.of("amount", 1))));
		this.runner
			.withBean("one", JsonMapper.class, ApplicationJsonMapperTests::customized,
					(definition) -> definition.setPrimary(true))
			.withBean("two", JsonMapper.class, ApplicationJsonMapperTests::customized)
			.run((context) -> assertThat(
					data(context.getBean(BusinessUseClient.class), Map.of("price", new Money(BigDecimal.ONE))))
				.isEqualTo(Map.of("price", "1 EUR")));
	}

	private Object data(BusinessUseClient client, Object data) {
		client.act((event) -> event.id("paid").flow("checkout").runId("1").data(data));
		client.flush(Duration.ofSeconds(30));
		return this.transport.events().get(this.transport.events().size() - 1).data();
	}

	@JsonFilter("user")
	record User(String login, String hash) {

	}

	record Login(String login, String hash) {

	}

	@JsonIgnoreProperties("hash")
	interface WithoutHash {

	}

	interface PublicView {

	}

	interface InternalView {

	}

	record Order(Date placedAt, @Nullable String couponCode, @JsonView(InternalView.class) State orderState,
			@JsonProperty("renamed") State other) {

	}

	enum State {

		PAID, @JsonProperty("x")
		RENAMED;

		@Override
		public String toString() {
			return "state " + name();
		}

	}

	record Money(BigDecimal amount) {

	}

	static class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator out, SerializationContext context) {
			out.writeString(value.amount() + " EUR");
		}

	}

	static class AmountSerializer extends ValueSerializer<BigDecimal> {

		@Override
		public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
			out.writeString(value.setScale(2).toString());
		}

	}

	/**
	 * Post-processor that is created while the lock of the bean factory is held.
	 */
	static class WaitsForThread implements BeanPostProcessor {

		private final BusinessUseClient client;

		WaitsForThread(BusinessUseClient client) {
			this.client = client;
		}

		@PostConstruct
		void record() throws Exception {
			CompletableFuture.runAsync(() -> this.client.act((event) -> event.id("started")
				.flow("start")
				.runId("1")
				.data("name", "plain")
				.data("price", new Money(BigDecimal.ONE)))).get(30, TimeUnit.SECONDS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SerializerWithClient {

		@Bean
		JsonMapper jsonMapper(BusinessUseClient client) {
			assertThat(client).isNotNull();
			return JsonMapper.builder()
				.addModule(new SimpleModule().addSerializer(Money.class, new MoneySerializer()))
				.build();
		}

	}

}
