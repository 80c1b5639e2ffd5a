package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for {@link BusinessUseAutoConfiguration}. A value that can't
 * be used is logged, and the default applies; a URL that can't be used turns the client
 * off.
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
	 * URL of the backend, with the path in front of "/v1" if there is one.
	 */
	private String url = "http://localhost:13370";

	/**
	 * Number of events in a batch, 1 to 10,000.
	 */
	private int batchSize = 100;

	/**
	 * Time that an event waits until its batch is sent, full or not. If a unit is not
	 * specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration batchInterval = Duration.ofSeconds(5);

	/**
	 * Number of events that may wait, 1 to 1,000,000. When more are recorded, the oldest
	 * are dropped. If not specified, ten times the batch size will be used.
	 */
	private @Nullable Integer maxQueueSize;

	/**
	 * Size of all events that may wait, 1KB to 1GB. When more are recorded, the oldest
	 * are dropped.
	 */
	private DataSize maxQueueBytes = DataSize.ofMegabytes(16);

	/**
	 * Size of an event, 1KB to 16MB. Fields of its data that are larger by themselves are
	 * replaced by null.
	 */
	private DataSize maxEventBytes = DataSize.ofKilobytes(64);

	/**
	 * Timeout of a connection attempt. If a unit is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(2);

	/**
	 * Timeout of a response. If a unit is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration readTimeout = Duration.ofSeconds(10);

	/**
	 * Time for sending queued events when the application stops. If a unit is not
	 * specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration shutdownTimeout = Duration.ofSeconds(5);

	/**
	 * Whether events that the client records in a transaction wait for its commit, as
	 * events of annotated methods do. Reactive transactions are not covered.
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
