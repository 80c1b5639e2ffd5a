package ai.desplega.businessuse.spring.autoconfigure;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends the start of an application on a Spring Boot that is too old, before any class is
 * loaded that needs a newer one. It uses only types that Spring Boot 3 has, too.
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
