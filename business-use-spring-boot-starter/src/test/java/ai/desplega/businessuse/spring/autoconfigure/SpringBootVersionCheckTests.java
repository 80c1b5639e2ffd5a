package ai.desplega.businessuse.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SpringBootVersionCheck}. The module compatibility/spring-boot-3 tests
 * the start of an application.
 */
class SpringBootVersionCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "4.0.0", "4.0.9", "4.1.0-M1", "4.2.0-SNAPSHOT", "5.0.0", "10.0.0" })
	void acceptsSupportedVersions(String version) {
		assertThatNoException().isThrownBy(() -> SpringBootVersionCheck.check(version));
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.5.16", "3.0.0", "2.7.18", "1.5.22.RELEASE" })
	void rejectsOlderVersions(String version) {
		assertThatExceptionOfType(UnsupportedSpringBootException.class)
			.isThrownBy(() -> SpringBootVersionCheck.check(version))
			.withMessageContainingAll("needs Spring Boot 4.0 or later", version);
	}

	@Test
	void failureAnalysisNamesTheAction() {
		UnsupportedSpringBootException failure = new UnsupportedSpringBootException("3.5.16");
		FailureAnalysis analysis = new UnsupportedSpringBootFailureAnalyzer().analyze(failure, failure);
		assertThat(analysis.getDescription()).isEqualTo(failure.getMessage());
		assertThat(analysis.getAction()).contains("Update the application to Spring Boot 4.0", "business-use-core");
	}

}
