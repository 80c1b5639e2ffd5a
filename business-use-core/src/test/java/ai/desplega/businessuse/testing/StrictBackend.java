package ai.desplega.businessuse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Backend that validates its requests: they must be UTF-8, JSON, of the schema of the
 * wire, and contain no values that the real backend or its database can't read.
 * Violations are stored as complaints.
 */
public final class StrictBackend implements EventTransport {

	private static final int MAX_DEPTH = 150;

	private static final int MAX_DIGITS = 1000;

	private static final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNameLength(Integer.MAX_VALUE)
				.maxNestingDepth(MAX_DEPTH)
				.maxNumberLength(MAX_DIGITS)
				.build())
			.build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final Schema schema = schema();

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final List<JsonNode> events = new CopyOnWriteArrayList<>();

	private final List<Integer> sizes = new CopyOnWriteArrayList<>();

	private static Schema schema() {
		try (InputStream in = StrictBackend.class.getResourceAsStream("/wire/events-batch.schema.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(Objects.requireNonNull(in), InputFormat.JSON);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public TransportResponse send(EventBatch batch, Duration timeout) {
		byte[] body = batch.toByteArray();
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			JsonNode json = mapper.readTree(text);
			schema.validate(json).forEach((error) -> complain(error, body));
			List<String> found = new ArrayList<>();
			look(json, found);
			found.forEach((complaint) -> complain(complaint, body));
			json.forEach(this.events::add);
		}
		catch (Exception ex) {
			complain(ex, body);
		}
		this.sizes.add(body.length);
		return TransportResponse.of(200, "");
	}

	private void complain(Object what, byte[] body) {
		this.complaints.add(what + " in " + new String(body, StandardCharsets.UTF_8));
	}

	private static void look(JsonNode json, List<String> found) {
		if (json.isString()) {
			look(json.stringValue(), found);
		}
		else if (json.isNumber() && !Double.isFinite(json.decimalValue().doubleValue())) {
			found.add("a number that no double holds: " + json);
		}
		else if (json.isObject()) {
			json.propertyNames().forEach((name) -> look(name, found));
		}
		json.forEach((child) -> look(child, found));
	}

	private static void look(String text, List<String> found) {
		if (text.indexOf(0) >= 0) {
			found.add("a NUL: " + text);
		}
		if (text.codePoints().anyMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
			found.add("a lone surrogate: " + text);
		}
	}

	/**
	 * Return the reasons why the real backend would have rejected events.
	 */
	public List<String> complaints() {
		return this.complaints;
	}

	/**
	 * The events, in order.
	 */
	public List<JsonNode> events() {
		return this.events;
	}

	/**
	 * The lengths of the bodies.
	 */
	public List<Integer> sizes() {
		return this.sizes;
	}

}
