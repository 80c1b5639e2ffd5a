package ai.desplega.businessuse.internal.delivery;

import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * Verdict on the API key. A single refused batch does not condemn the key, since a
 * firewall or gateway may have refused it: the check of the key decides, and where that
 * is inconclusive the backend's own response to the batch. While the key is condemned,
 * one batch a minute is tried, since a gateway may forbid the check alone.
 * <p>
 * Changed by the worker; {@link #isRefusing()} may be called by any thread.
 */
final class ApiKeyVerdict {

	private volatile boolean condemned;

	private volatile boolean trialDue;

	boolean isRefusing() {
		return this.condemned && !this.trialDue;
	}

	boolean isCondemned() {
		return this.condemned;
	}

	void accept() {
		this.condemned = false;
		this.trialDue = false;
	}

	void condemn() {
		this.trialDue = false;
		this.condemned = true;
	}

	/**
	 * Allow one batch although the key is condemned.
	 */
	void allowTrial() {
		this.trialDue = this.condemned;
	}

	/**
	 * Return the response that condemns the key.
	 * @param batch the response to a batch
	 * @param check the response to the check that followed, if there was one
	 * @return one of both, or {@code null} if the key is not condemned
	 */
	static @Nullable TransportResponse condemning(TransportResponse batch, @Nullable TransportResponse check) {
		if (check != null && (check.isSuccess() || check.isUnauthorized())) {
			return check.isUnauthorized() ? check : null;
		}
		return batch.isUnauthorized() ? batch : null;
	}

}
