package ai.desplega.businessuse.spring.internal;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Reason why the auto-configured client is off. Thread-safe.
 */
public final class OffReason implements AopInfrastructureBean {

	private volatile @Nullable String reason;

	/**
	 * Return the reason.
	 * @return the reason, or {@code null} if the client is on or was not auto-configured
	 */
	public @Nullable String get() {
		return this.reason;
	}

	/**
	 * Set the reason.
	 * @param reason the reason, without credentials
	 */
	public void set(String reason) {
		this.reason = reason;
	}

}
