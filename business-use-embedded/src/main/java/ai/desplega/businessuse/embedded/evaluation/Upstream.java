package ai.desplega.businessuse.embedded.evaluation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Matched events of the dependencies of a node, in the order of the dependencies. As in
 * the real backend, the events of a duplicate dependency occur twice.
 */
final class Upstream {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<StoredEvent> events;

	private final boolean finite;

	private @Nullable String ctx;

	Upstream(List<StoredEvent> events) {
		this.events = events;
		this.finite = events.stream().allMatch(StoredEvent::finite);
	}

	List<StoredEvent> events() {
		return this.events;
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	boolean isFinite() {
		return this.finite;
	}

	/**
	 * Return the time of the latest event, or 0 if there is none.
	 */
	long latest() {
		return this.events.stream().mapToLong(StoredEvent::ts).max().orElse(0);
	}

	/**
	 * Return the argument {@code ctx} of a script, as JSON.
	 */
	String ctx() {
		if (this.ctx == null) {
			List<Dep> deps = this.events.stream()
				.map((event) -> new Dep(event.flow(), event.nodeId(), event.data()))
				.toList();
			this.ctx = JSON.writeValueAsString(new Ctx(deps, (deps.size() == 1) ? deps.get(0).data() : null));
		}
		return this.ctx;
	}

	private record Ctx(List<Dep> deps, @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String data) {

	}

	private record Dep(String flow, String id, @JsonRawValue String data) {

	}

}
