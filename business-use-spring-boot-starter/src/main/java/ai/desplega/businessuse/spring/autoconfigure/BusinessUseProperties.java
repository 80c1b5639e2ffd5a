package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for {@link BusinessUseAutoConfiguration}. An invalid value is
 * logged, and the default applies; an invalid URL turns the client off.
 */
@ConfigurationProperties("business-use")
class BusinessUseProperties {

	/**
	 * Whether events are recorded and sent.
	 */
	private boolean enabled = true;

	/**
	 * API key of the application. Without a key, the client does nothing.
	 */
	private @Nullable String apiKey;

	/**
	 * URL of the backend, including the path before "/v1" if there is one.
	 */
	private String url = "http://localhost:13370";

	/**
	 * Number of events in a batch, 1 to 10,000.
	 */
	private int batchSize = 100;

	/**
	 * Maximum time that an event waits for its batch to fill. If a unit is not specified,
	 * seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration batchInterval = Duration.ofSeconds(5);

	/**
	 * Maximum number of queued events, 1 to 1,000,000. When the queue is full, the oldest
	 * events are dropped. If not specified, ten times the batch size will be used.
	 */
	private @Nullable Integer maxQueueSize;

	/**
	 * Maximum size of all queued events, 1KB to 1GB. When the queue is full, the oldest
	 * events are dropped.
	 */
	private DataSize maxQueueBytes = DataSize.ofMegabytes(16);

	/**
	 * Maximum size of an event, 1KB to 16MB. Fields of its data that exceed this size by
	 * themselves are replaced by null.
	 */
	private DataSize maxEventBytes = DataSize.ofKilobytes(64);

	/**
	 * Timeout for a connection attempt. If a unit is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(2);

	/**
	 * Timeout for a response. If a unit is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration readTimeout = Duration.ofSeconds(10);

	/**
	 * Maximum time to send queued events when the application stops. If a unit is not
	 * specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration shutdownTimeout = Duration.ofSeconds(5);

	/**
	 * Whether events that the client records in a transaction wait for its commit, like
	 * events of annotated methods. Does not apply to reactive transactions.
	 */
	private boolean afterCommit;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	public void setApiKey(@Nullable String apiKey) {
		this.apiKey = apiKey;
	}

	public String getUrl() {
		return this.url;
	}

	public void setUrl(String url) {
		this.url = url;
	}

	public int getBatchSize() {
		return this.batchSize;
	}

	public void setBatchSize(int batchSize) {
		this.batchSize = batchSize;
	}

	public Duration getBatchInterval() {
		return this.batchInterval;
	}

	public void setBatchInterval(Duration batchInterval) {
		this.batchInterval = batchInterval;
	}

	public @Nullable Integer getMaxQueueSize() {
		return this.maxQueueSize;
	}

	public void setMaxQueueSize(@Nullable Integer maxQueueSize) {
		this.maxQueueSize = maxQueueSize;
	}

	public DataSize getMaxQueueBytes() {
		return this.maxQueueBytes;
	}

	public void setMaxQueueBytes(DataSize maxQueueBytes) {
		this.maxQueueBytes = maxQueueBytes;
	}

	public DataSize getMaxEventBytes() {
		return this.maxEventBytes;
	}

	public void setMaxEventBytes(DataSize maxEventBytes) {
		this.maxEventBytes = maxEventBytes;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = shutdownTimeout;
	}

	public boolean isAfterCommit() {
		return this.afterCommit;
	}

	public void setAfterCommit(boolean afterCommit) {
		this.afterCommit = afterCommit;
	}

}
