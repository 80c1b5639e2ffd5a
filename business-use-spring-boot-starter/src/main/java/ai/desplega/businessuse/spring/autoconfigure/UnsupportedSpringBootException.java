package ai.desplega.businessuse.spring.autoconfigure;

/**
 * Thrown if the application runs on an unsupported version of Spring Boot.
 */
@SuppressWarnings("serial")
final class UnsupportedSpringBootException extends RuntimeException {

	UnsupportedSpringBootException(String version) {
		super("business-use-spring-boot-starter needs Spring Boot 4.0 or later, but the application runs on Spring Boot "
				+ version + ".");
	}

}
