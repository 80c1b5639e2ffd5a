package ai.desplega.businessuse.compatibility;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Tests that an application with the starter fails to start on Spring Boot 3 with a
 * failure analysis.
 */
@ExtendWith(OutputCaptureExtension.class)
class TooOldTests {

	@Test
	void startFailsWithAnalysis(CapturedOutput output) {
		String version = SpringBootVersion.getVersion();
		assertThat(version).startsWith("3.");
		assertThatRuntimeException().isThrownBy(() -> SpringApplication.run(Application.class));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("needs Spring Boot 4.0 or later, but the application runs on Spring Boot " + version)
			.contains("Update the application to Spring Boot 4.0 or later")
			.doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
