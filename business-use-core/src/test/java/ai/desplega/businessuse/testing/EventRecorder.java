package ai.desplega.businessuse.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Client with a {@link StrictBackend}, which returns the received event and the log
 * messages.
 */
public final class EventRecorder implements AutoCloseable {

	private static final Duration PATIENT = Duration.ofSeconds(30);

	private final CapturedLog log = new CapturedLog(BusinessUseClient.class.getName());

	private final StrictBackend backend = new StrictBackend();

	private final BusinessUseClient client;

	public EventRecorder() {
		this((builder) -> {
		});
	}

	public EventRecorder(Consumer<BusinessUseClient.Builder> settings) {
		BusinessUseClient.Builder builder = BusinessUseClient.builder()
			.environment((name) -> null)
			.transport(this.backend);
		settings.accept(builder);
		this.client = builder.build();
	}

	public BusinessUseClient client() {
		return this.client;
	}

	/**
	 * Record an ordinary event with data, and return the received data.
	 */
	public JsonNode data(Object data) {
		return event((event) -> event.data(data)).get("data");
	}

	/**
	 * Record an event, and return the received event. By default, its id is {@code paid},
	 * its run id {@code 4711} and its flow {@code checkout}.
	 */
	public JsonNode event(Consumer<BusinessEvent.Builder> described) {
		int before = this.backend.events().size();
		act(described);
		flush();
		assertThat(this.backend.events()).as("events, with the log %s", this.log.lines()).hasSize(before + 1);
		return this.backend.events().get(before);
	}

	/**
	 * Return the log message for an event that is refused.
	 */
	public String refusal(Consumer<BusinessEvent.Builder> described) {
		int events = this.backend.events().size();
		int lines = lines().size();
		act(described);
		flush();
		assertThat(this.backend.events()).hasSize(events);
		assertThat(lines()).hasSize(lines + 1).last().asString().hasLineCount(1);
		return lines().get(lines);
	}

	public void act(Consumer<BusinessEvent.Builder> described) {
		this.client.act((event) -> described.accept(event.id("paid").flow("checkout").runId("4711")));
	}

	/**
	 * Send all events, and assert that the backend accepts them.
	 */
	public void flush() {
		assertThat(this.client.flush(PATIENT)).isTrue();
		assertThat(this.backend.complaints()).isEmpty();
	}

	public StrictBackend backend() {
		return this.backend;
	}

	public List<String> lines() {
		return this.log.lines();
	}

	public ClientStatus status() {
		return this.client.status();
	}

	@Override
	public void close() {
		this.client.close();
		this.log.close();
	}

}
