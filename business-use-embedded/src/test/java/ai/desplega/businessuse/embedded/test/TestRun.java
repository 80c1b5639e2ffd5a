package ai.desplega.businessuse.embedded.test;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Test classes that are run by a test, as in a build.
 */
final class TestRun {

	private final Map<String, String> results = new ConcurrentHashMap<>();

	private TestRun() {
	}

	static TestRun of(Class<?>... testClasses) {
		return of(Map.of("junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$Random"),
				testClasses);
	}

	static TestRun of(Map<String, String> parameters, Class<?>... testClasses) {
		LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
			.configurationParameters(parameters);
		for (Class<?> testClass : testClasses) {
			request.selectors(DiscoverySelectors.selectClass(testClass));
		}
		TestRun run = new TestRun();
		run.execute(request.build());
		return run;
	}

	private void execute(LauncherDiscoveryRequest request) {
		LauncherFactory.create().execute(request, new TestExecutionListener() {
			@Override
			public void executionFinished(TestIdentifier test, TestExecutionResult result) {
				if (test.isTest() || result.getThrowable().isPresent()) {
					TestRun.this.results.put(test.getUniqueId(),
							result.getThrowable().map(Throwable::toString).orElse("passed"));
				}
			}
		});
	}

	/**
	 * Return "passed" or the failure of each test method by its unique id.
	 */
	Map<String, String> results() {
		return new TreeMap<>(this.results);
	}

	String result(String method) {
		return this.results.entrySet()
			.stream()
			.filter((result) -> result.getKey().contains("[method:" + method + "("))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(() -> "not run: " + this.results);
	}

}
