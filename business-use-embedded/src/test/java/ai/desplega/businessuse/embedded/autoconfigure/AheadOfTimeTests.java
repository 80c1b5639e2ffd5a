package ai.desplega.businessuse.embedded.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application that was processed ahead of time runs without the module,
 * which archives lack if the dependency is optional.
 */
class AheadOfTimeTests {

	@TempDir
	private Path directory;

	@Test
	void generatedCodeDoesNotUseTheModule() throws Exception {
		Settings settings = Settings.builder()
			.sourceOutput(this.directory)
			.resourceOutput(this.directory.resolve("resources"))
			.classOutput(this.directory.resolve("classes"))
			.groupId("group")
			.artifactId("artifact")
			.build();
		new SpringApplicationAotProcessor(Application.class, settings, new String[0]).process();
		try (Stream<Path> files = Files.walk(this.directory)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.contains("BusinessUseAutoConfiguration__BeanDefinitions.java")
				.noneMatch((name) -> name.contains("Embedded"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BusinessUseAutoConfiguration.class, BusinessUseEmbeddedAutoConfiguration.class })
	static class Application {

		public static void main(String[] args) {
			SpringApplication.run(Application.class, args);
		}

	}

}
