package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for {@link BusinessUseAutoConfiguration}. A value that can't
 * work is logged, and the default used.
 */
@ConfigurationProperties("business-use")
class BusinessUseProperties {

	/**
	 * Whether events are recorded and sent.
	 */
	private boolean enabled = true;

	/**
	 * Key that the backend knows the application by. Without one the client does nothing.
	 */
	private @Nullable String apiKey;

	/**
	 * URL of the backend, perhaps with a path in front of "/v1".
	 */
	private String url = "http://localhost:13370";

	/**
	 * Number of events that make a batch, 1 to 10,000.
	 */
	private int batchSize = 100;

	/**
	 * Time that an event waits for its batch to fill. If a unit is not specified, seconds
	 * will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration batchInterval = Duration.ofSeconds(5);

	/**
	 * Number of events that may wait; when more come, the oldest are dropped. Ten times
	 * the batch size by default.
	 */
	private @Nullable Integer maxQueueSize;

	/**
	 * Size of all events that may wait; when more come, the oldest are dropped.
	 */
	private DataSize maxQueueBytes = DataSize.ofMegabytes(16);

	/**
	 * Size that an event may have. A field that is larger by itself is replaced by null.
	 */
	private DataSize maxEventBytes = DataSize.ofKilobytes(64);

	/**
	 * Time that connecting to the backend may take. If a unit is not specified, seconds
	 * will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(2);

	/**
	 * Time that the backend may take to answer. If a unit is not specified, seconds will
	 * be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration readTimeout = Duration.ofSeconds(10);

	/**
	 * Time that sending what is queued may take when the application stops. If a unit is
	 * not specified, seconds will be used.
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
