package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops the startup of an application on an unsupported version of Spring Boot, before
 * any class is loaded that requires a newer version. Uses only types that also exist in
 * Spring Boot 3.
 */
final class SpringBootVersionCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		check(SpringBootVersion.getVersion());
	}

	/**
	 * Check a version.
	 * @throws UnsupportedSpringBootException if Spring Boot is older than 4.0
	 */
	static void check(String version) {
		if (version.matches("[0-3]\\..*")) {
			throw new UnsupportedSpringBootException(version);
		}
	}

}
