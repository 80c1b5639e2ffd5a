package ai.desplega.businessuse.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the sample: {@code mvn -q spring-boot:run}.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Start it.
	 * @param args as for any Spring Boot application
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
