package ai.desplega.businessuse.spring.aop;

import java.nio.file.Path;

import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the annotations work in an application without the optional libraries.
 */
class OptionalLibrariesTests {

	@Test
	void annotationsWorkWithoutTransactionsAndReactor(@TempDir Path directory) throws Exception {
		String classPath = ChildJvm.classPath((jar) -> !jar.matches(
				"(spring-tx|spring-jdbc|spring-boot-.*(transaction|jdbc|sql|persistence)|HikariCP|h2|reactor|reactive).*\\.jar"));
		assertThat(ChildJvm.run(directory, classPath, AnnotatedApplication.class.getName())).contains(
				"transactions: false", "reactor: false", "flushed: true", "\"id\":\"paid\"", "\"id\":\"confirmed\"");
	}

	@Test
	void annotationsWorkWithReactorAndWithoutTransactions(@TempDir Path directory) throws Exception {
		String classPath = ChildJvm.classPath((jar) -> !jar
			.matches("(spring-tx|spring-jdbc|spring-boot-.*(transaction|jdbc|sql|persistence)|HikariCP|h2).*\\.jar"));
		assertThat(ChildJvm.run(directory, classPath, AnnotatedApplication.class.getName()))
			.contains("transactions: false", "reactor: true", "\"id\":\"paid\"", "\"id\":\"confirmed\"");
	}

}
