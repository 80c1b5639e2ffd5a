package ai.desplega.businessuse.sample;

import ai.desplega.businessuse.embedded.console.EmbeddedBackendConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/**
 * Starts the sample: {@code mvn -q spring-boot:run}.
 */
@SpringBootApplication
@Import(EmbeddedBackendConfiguration.class)
public class SampleApplication {

	/**
	 * Start it.
	 * @param args as for any Spring Boot application
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
