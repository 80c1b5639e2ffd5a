package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for an {@link UnsupportedSpringBootException}.
 */
final class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Update the application to Spring Boot 4.0 or later, or replace business-use-spring-boot-starter"
						+ " with business-use-core, which works without Spring.",
				cause);
	}

}
