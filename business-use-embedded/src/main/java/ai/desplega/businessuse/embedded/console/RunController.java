package ai.desplega.businessuse.embedded.console;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Endpoints of the page.
 */
@RestController
@RequestMapping("/api")
class RunController {

	private static final int MAX_RUNS = 100;

	private final @Nullable Runs runs;

	private final String backendUrl;

	RunController(ObjectProvider<Runs> runs, @Value("${business-use.url:}") String backendUrl) {
		this.runs = runs.getIfAvailable();
		this.backendUrl = backendUrl;
	}

	@GetMapping("/runs")
	Overview runs() {
		return (this.runs != null) ? new Overview(null, this.runs.latest(MAX_RUNS))
				: new Overview(this.backendUrl, List.of());
	}

	@GetMapping("/run")
	RunDetails run(@RequestParam String flow, @RequestParam String runId) {
		return embedded().find(flow, runId).orElseThrow(() -> unknown(flow, runId));
	}

	@PostMapping("/run/evaluate")
	RunDetails evaluate(@RequestParam String flow, @RequestParam String runId) {
		return embedded().evaluate(flow, runId).orElseThrow(() -> unknown(flow, runId));
	}

	private Runs embedded() {
		if (this.runs == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The runs are at " + this.backendUrl);
		}
		return this.runs;
	}

	private static ResponseStatusException unknown(String flow, String runId) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND,
				"There is no run '" + runId + "' of flow '" + flow + "', or not any more");
	}

	/**
	 * Content of the page.
	 *
	 * @param otherBackend the URL of the real backend, {@code null} for the embedded one
	 * @param runs the latest runs
	 */
	record Overview(@Nullable String otherBackend, List<RunSummary> runs) {

	}

}
