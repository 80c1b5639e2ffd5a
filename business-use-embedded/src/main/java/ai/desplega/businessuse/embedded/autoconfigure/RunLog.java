package ai.desplega.businessuse.embedded.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.evaluation.NodeEvaluation;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepStatus;
import ai.desplega.businessuse.internal.LogSanitizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each run that has passed or failed, in applications without a console. A run is
 * logged again only if its status changes. Thread-safe.
 */
final class RunLog implements BiConsumer<RunKey, Evaluation> {

	private static final Logger logger = LoggerFactory.getLogger(RunLog.class);

	private static final int MAX_RUNS = 10_000;

	private static final int MAX_NAME = 100;

	private static final int MAX_REASON = 300;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<RunKey, RunStatus> logged = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<RunKey, RunStatus> eldest) {
			return size() > MAX_RUNS;
		}

	};

	@Override
	public void accept(RunKey run, Evaluation evaluation) {
		if (evaluation.status() == RunStatus.RUNNING || !isNew(run, evaluation.status())) {
			return;
		}
		if (evaluation.status() == RunStatus.PASSED) {
			logger.info("{} passed", run.describe());
		}
		else {
			logger.warn("{} failed: {}", run.describe(), failures(evaluation));
		}
	}

	private boolean isNew(RunKey run, RunStatus status) {
		this.lock.lock();
		try {
			return this.logged.put(run, status) != status;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String failures(Evaluation evaluation) {
		return evaluation.execInfo()
			.stream()
			.filter((node) -> node.status() == StepStatus.FAILED)
			.map(RunLog::failure)
			.collect(Collectors.joining("; "));
	}

	private static String failure(NodeEvaluation node) {
		String reason = (node.error() != null) ? node.error() : String.valueOf(node.message());
		return "step '" + LogSanitizer.of(node.nodeId(), MAX_NAME) + "': " + LogSanitizer.of(reason, MAX_REASON);
	}

}
