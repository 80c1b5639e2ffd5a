package ai.desplega.businessuse;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.delivery.BatchProcessor;
import ai.desplega.businessuse.internal.delivery.BatchSettings;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.flow.FlowWarnings;
import ai.desplega.businessuse.internal.http.Authority;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.internal.http.HttpTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is made of: the settings of a builder, with the environment and the
 * defaults filled in.
 */
final class ClientFactory {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseClient.class);

	private static final URI DEFAULT_URL = URI.create("http://localhost:13370");

	private static final int DEFAULT_BATCH_SIZE = 100;

	private static final Duration DEFAULT_BATCH_INTERVAL = Duration.ofSeconds(5);

	private static final int BATCHES_IN_QUEUE = 10;

	private static final long DEFAULT_MAX_QUEUE_BYTES = 16 << 20;

	private static final int DEFAULT_MAX_EVENT_BYTES = 64 << 10;

	private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration MAX_DURATION = Duration.ofDays(1);

	private static final int MAX_PORT = 65535;

	private ClientFactory() {
	}

	/**
	 * Makes a client.
	 * @param builder what was set in code; the rest is set here
	 */
	static BusinessUseClient newClient(BusinessUseClient.Builder builder) {
		Environment.applyTo(builder, logger);
		if (Boolean.FALSE.equals(builder.enabled)) {
			logger.info("Business-Use is not enabled: its client does nothing");
			return BusinessUseClient.noop();
		}
		if (builder.transport == null && builder.apiKey == null) {
			logger.warn("Business-Use has no API key, so its client does nothing: set business-use.api-key"
					+ " or BUSINESS_USE_API_KEY");
			return BusinessUseClient.noop();
		}
		Duration connectTimeout = or(builder.connectTimeout, DEFAULT_CONNECT_TIMEOUT);
		Duration readTimeout = or(builder.readTimeout, DEFAULT_READ_TIMEOUT);
		EventTransport transport = (builder.transport != null) ? builder.transport
				: new HttpTransport(or(builder.url, DEFAULT_URL), or(builder.apiKey, ""), connectTimeout, readTimeout);
		int batchSize = or(builder.batchSize, DEFAULT_BATCH_SIZE);
		BatchSettings batches = new BatchSettings(batchSize, or(builder.batchInterval, DEFAULT_BATCH_INTERVAL),
				or(builder.maxQueueSize, BATCHES_IN_QUEUE * batchSize),
				or(builder.maxQueueBytes, DEFAULT_MAX_QUEUE_BYTES), connectTimeout.plus(readTimeout),
				or(builder.shutdownTimeout, DEFAULT_SHUTDOWN_TIMEOUT));
		int maxEventBytes = (int) Math.min(or(builder.maxEventBytes, DEFAULT_MAX_EVENT_BYTES), batches.maxQueueBytes());
		return newClient(builder, maxEventBytes, batches, transport);
	}

	private static BusinessUseClient newClient(BusinessUseClient.Builder builder, int maxEventBytes,
			BatchSettings batches, EventTransport transport) {
		BatchProcessor processor = new BatchProcessor(batches, transport, builder.scheduler, logger, System::nanoTime);
		return new DefaultBusinessUseClient(List.copyOf(builder.customizers),
				new FlowDefaults(registry(builder.flows), logger), maxEventBytes, processor,
				new ThrottledEventLogger(logger, System::nanoTime), ClientFactory::epochNanos);
	}

	private static FlowRegistry registry(List<FlowDefinition> definitions) {
		FlowRegistry flows = new FlowRegistry();
		definitions.forEach((definition) -> flows.add(definition).forEach(logger::warn));
		flows.flows().forEach((flow) -> FlowWarnings.of(flow).forEach(logger::warn));
		return flows;
	}

	private static <T> T or(@Nullable T value, T defaultValue) {
		return (value != null) ? value : defaultValue;
	}

	static long epochNanos() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000_000 + now.getNano();
	}

	/**
	 * A key that is fit to be sent, or null if there is none.
	 */
	static @Nullable String apiKey(@Nullable String apiKey) {
		String key = (apiKey != null) ? apiKey.strip() : "";
		if (key.isEmpty() || key.contains("${")) {
			return null;
		}
		if (!key.chars().allMatch((c) -> c > ' ' && c < 0x7F)) {
			throw new IllegalArgumentException("api-key has a character that an HTTP header can't carry"
					+ " (a line break, a blank, or one outside of ASCII); the key itself is not shown");
		}
		return key;
	}

	static URI url(@Nullable String url) {
		String text = (url != null) ? url.strip() : "";
		try {
			URI uri = new URI(text.replaceAll("/+$", ""));
			boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			Authority authority = Authority.in(uri);
			boolean reachable = authority != null && authority.port() <= MAX_PORT;
			if (http && reachable && uri.getRawQuery() == null && uri.getRawFragment() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// said below
		}
		throw new IllegalArgumentException("url must be like http://localhost:13370 or https://host/path, but is '"
				+ HttpTransport.withoutCredentials(text) + "'");
	}

	static long inRange(String name, long value, long min, long max) {
		if (value < min || value > max) {
			throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", but is " + value);
		}
		return value;
	}

	static Duration inRange(String name, @Nullable Duration value, Duration min) {
		if (value == null || value.compareTo(min) < 0 || value.compareTo(MAX_DURATION) > 0) {
			throw new IllegalArgumentException(name + " must be between " + ValueParser.print(min) + " and "
					+ ValueParser.print(MAX_DURATION) + ", but is " + ValueParser.print(value));
		}
		return value;
	}

}
