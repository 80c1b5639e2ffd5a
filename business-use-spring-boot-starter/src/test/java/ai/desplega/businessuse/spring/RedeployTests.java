package ai.desplega.businessuse.spring;

import java.nio.file.Path;

import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the class loader of an undeployed application can be collected, although the
 * threads that called it live on. Soft references in the caches of Spring and the JDK
 * don't count: a JVM clears them before it runs out of memory.
 */
class RedeployTests {

	@TempDir
	private Path directory;

	/**
	 * As a war that has Spring and the starter in it, in a servlet container.
	 */
	@Test
	void redeployedApplicationIsCollectedAfterItsContextIsClosed() throws Exception {
		redeploy("war");
	}

	/**
	 * As with the restarts of Spring Boot's developer tools, or in a servlet container
	 * that shares its libraries.
	 */
	@Test
	void anApplicationIsCollectedThoughSpringAndTheStarterStay() throws Exception {
		redeploy("shared");
	}

	private void redeploy(String libraries) throws Exception {
		ChildJvm.run(this.directory, ChildJvm.classPath((jar) -> true), "-XX:SoftRefLRUPolicyMSPerMB=0",
				ServletContainer.class.getName(), libraries);
	}

}
