package ai.desplega.businessuse.embedded.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * Determines whether an application is known to run in development.
 */
final class DevelopmentCheck {

	private static final List<Path> CONTAINER_FILES = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"),
			Path.of("/var/run/secrets/kubernetes.io"));

	private static final List<String> CONTAINER_VARIABLES = List.of("container", "KUBERNETES_SERVICE_HOST",
			"ECS_CONTAINER_METADATA_URI_V4", "ECS_CONTAINER_METADATA_URI");

	private static final List<String> PLATFORM_VARIABLES = List.of("AWS_LAMBDA_FUNCTION_NAME", "K_SERVICE",
			"FUNCTIONS_WORKER_RUNTIME", "DYNO");

	private final Environment environment;

	private final Predicate<Path> exists;

	DevelopmentCheck(Environment environment) {
		this(environment, Files::exists);
	}

	DevelopmentCheck(Environment environment, Predicate<Path> exists) {
		this.environment = environment;
		this.exists = exists;
	}

	/**
	 * Return the reason why the application may not run in development.
	 * @return the reason, or {@code null} if the application is known to run in
	 * development
	 */
	@Nullable String objection(@Nullable MainClass mainClass) {
		if (mainClass == null || !mainClass.isInDirectory()) {
			return "its main class was not loaded from a build directory";
		}
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		if (platform != null || isSet(PLATFORM_VARIABLES)) {
			return "it runs on a cloud platform";
		}
		if (CONTAINER_FILES.stream().anyMatch(this.exists) || isSet(CONTAINER_VARIABLES)) {
			return "it runs in a container";
		}
		return null;
	}

	private boolean isSet(List<String> variables) {
		return variables.stream().anyMatch(this.environment::containsProperty);
	}

}
