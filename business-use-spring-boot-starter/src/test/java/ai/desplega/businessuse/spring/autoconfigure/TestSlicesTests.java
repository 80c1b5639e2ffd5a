package ai.desplega.businessuse.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that test slices of an application include the client and support the
 * annotations. The module compatibility tests the slices that need more libraries.
 */
class TestSlicesTests {

	@ParameterizedTest
	@MethodSource("imports")
	void slicesAreNamedAsInSpringBoot(String annotation) {
		assertThat(new ClassPathResource(ClassUtils.convertClassNameToResourcePath(annotation) + ".class").exists())
			.isTrue();
	}

	@ParameterizedTest
	@MethodSource("imports")
	void slicesHaveClientAndAnnotations(String annotation) throws IOException {
		assertThat(Files.readAllLines(directory().resolve(annotation + ".imports"))).hasSize(2)
			.allSatisfy((name) -> assertThat(ClassUtils.isPresent(name, getClass().getClassLoader())).isTrue());
	}

	static List<String> imports() throws IOException {
		try (Stream<Path> files = Files.list(directory())) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.contains(".test.autoconfigure.") && name.endsWith(".imports"))
				.map((name) -> name.substring(0, name.length() - ".imports".length()))
				.sorted()
				.toList();
		}
	}

	private static Path directory() {
		return Path.of("src/main/resources/META-INF/spring");
	}

	@Nested
	@WebMvcTest
	@Import(Steps.class)
	class WebMvc extends Slice {

	}

	@Nested
	@JdbcTest
	@Import(Steps.class)
	class Jdbc extends Slice {

	}

	@Nested
	@JsonTest
	@Import(Steps.class)
	class Json extends Slice {

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
	static class Application {

	}

}
