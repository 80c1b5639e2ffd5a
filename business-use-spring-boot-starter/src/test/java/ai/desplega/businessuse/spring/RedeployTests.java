package ai.desplega.businessuse.spring;

import java.nio.file.Path;

import ai.desplega.businessuse.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the class loader of an undeployed application can be garbage-collected,
 * although the threads that called the application continue to run. Soft references in
 * caches of Spring and the JDK are ignored, because a JVM clears them before it runs out
 * of memory.
 */
class RedeployTests {

	@TempDir
	private Path directory;

	/**
	 * Test a war file that contains Spring and the starter, in a servlet container.
	 */
	@Test
	void redeployedApplicationIsCollectedAfterItsContextIsClosed() throws Exception {
		redeploy("war");
	}

	/**
	 * Test restarts as by Spring Boot's developer tools, or in a servlet container with
	 * shared libraries.
	 */
	@Test
	void closedApplicationIsGarbageCollected() throws Exception {
		redeploy("shared");
	}

	private void redeploy(String libraries) throws Exception {
		ChildJvm.run(this.directory, ChildJvm.classPath((jar) -> true), "-XX:SoftRefLRUPolicyMSPerMB=0",
				ServletContainer.class.getName(), libraries);
	}

}
