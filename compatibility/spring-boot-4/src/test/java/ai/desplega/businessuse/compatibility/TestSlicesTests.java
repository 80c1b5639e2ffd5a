package ai.desplega.businessuse.compatibility;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.data.mongodb.test.autoconfigure.DataMongoTest;
import org.springframework.boot.data.r2dbc.test.autoconfigure.DataR2dbcTest;
import org.springframework.boot.data.redis.test.autoconfigure.DataRedisTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that test slices of an application include the client and support the
 * annotations.
 */
class TestSlicesTests {

	@Nested
	@WebMvcTest
	@Import(Steps.class)
	class WebMvc extends Slice {

	}

	@Nested
	@WebFluxTest
	@Import(Steps.class)
	class WebFlux extends Slice {

	}

	@Nested
	@JsonTest
	@Import(Steps.class)
	class Json extends Slice {

	}

	@Nested
	@RestClientTest
	@Import(Steps.class)
	class RestClient extends Slice {

	}

	@Nested
	@JdbcTest
	@Import(Steps.class)
	class Jdbc extends Slice {

	}

	@Nested
	@DataJdbcTest
	@Import(Steps.class)
	class DataJdbc extends Slice {

	}

	@Nested
	@DataJpaTest
	@Import(Steps.class)
	class DataJpa extends Slice {

	}

	@Nested
	@DataR2dbcTest
	@Import(Steps.class)
	class DataR2dbc extends Slice {

	}

	@Nested
	@DataMongoTest
	@Import(Steps.class)
	class DataMongo extends Slice {

	}

	@Nested
	@DataRedisTest
	@Import(Steps.class)
	class DataRedis extends Slice {

	}

	abstract static class Slice {

		@Autowired
		private BusinessUseClient client;

		@Autowired
		private Steps steps;

		@Test
		void hasClientAndAnnotations() {
			assertThat(this.client).isNotNull();
			assertThat(AopUtils.isAopProxy(this.steps)).isTrue();
		}

	}

	static class Steps {

		@BusinessAct(id = "paid", flow = "checkout", runId = "'1'")
		public void pay() {
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
