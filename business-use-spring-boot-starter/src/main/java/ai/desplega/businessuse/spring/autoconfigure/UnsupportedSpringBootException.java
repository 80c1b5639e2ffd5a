package ai.desplega.businessuse.spring.autoconfigure;

/**
 * Exception thrown when the application runs on a Spring Boot that is too old.
 */
@SuppressWarnings("serial")
final class UnsupportedSpringBootException extends RuntimeException {

	UnsupportedSpringBootException(String version) {
		super("business-use-spring-boot-starter needs Spring Boot 4.0 or later, but the application runs on Spring Boot "
				+ version + ".");
	}

}
