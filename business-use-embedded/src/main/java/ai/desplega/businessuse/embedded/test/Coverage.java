package ai.desplega.businessuse.embedded.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.internal.EvaluatedRun;
import ai.desplega.businessuse.flow.FlowDefinition;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Coverage of the declared flows by the tests of this JVM, reported after the last test.
 * Implements {@code CloseableResource}, because JUnit 5.12 and earlier don't close an
 * {@code AutoCloseable}. Thread-safe.
 */
@SuppressWarnings("deprecation")
final class Coverage implements Store.CloseableResource, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedBusinessUse.class);

	private final Map<String, FlowCoverage> flows = new TreeMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Add the recorded events and evaluated runs of a test.
	 */
	void add(TestBackend backend) {
		this.lock.lock();
		try {
			List<EvaluatedRun> evaluated = backend.takeEvaluated();
			evaluated.stream().map(EvaluatedRun::declared).filter(Objects::nonNull).forEach(this::declare);
			backend.recorded().declaredFlows().forEach(this::declare);
			backend.recorded().recordedSteps().forEach((run, steps) -> {
				FlowCoverage flow = this.flows.get(run.flow());
				if (flow != null) {
					flow.recorded(steps);
				}
			});
			evaluated.forEach((run) -> {
				FlowCoverage flow = this.flows.get(run.result().flow());
				if (flow != null) {
					flow.evaluated(run);
				}
			});
		}
		finally {
			this.lock.unlock();
		}
	}

	private void declare(FlowDefinition flow) {
		this.flows.computeIfAbsent(flow.flow(), (name) -> new FlowCoverage(flow)).declare(flow);
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			if (!ReportDirectory.isEnabled() || this.flows.isEmpty()) {
				return;
			}
			Map<String, FlowCoverage.Gaps> gaps = new TreeMap<>();
			this.flows.forEach((flow, coverage) -> gaps.put(flow, coverage.gaps()));
			gaps.forEach((flow, found) -> logger.info("Tests of flow '{}': {}", flow, found));
			ReportDirectory.write("coverage-" + fork(), ".json",
					JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("flows", gaps)));
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String fork() {
		String gradle = System.getProperty("org.gradle.test.worker");
		return (gradle != null) ? gradle : System.getProperty("surefire.forkNumber", "1");
	}

}
