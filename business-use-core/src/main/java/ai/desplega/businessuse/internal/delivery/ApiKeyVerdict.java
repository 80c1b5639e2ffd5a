package ai.desplega.businessuse.internal.delivery;

import ai.desplega.businessuse.transport.TransportResponse;
import org.jspecify.annotations.Nullable;

/**
 * State of the API key. A single batch with status 401 or 403 does not invalidate the
 * key, because a firewall or gateway may have rejected the batch. The check of the key
 * determines its state, or, if the check is inconclusive, the backend's response to the
 * batch. While the key is rejected, one batch per minute is sent, because a gateway may
 * block only the check.
 * <p>
 * Modified by the worker thread; any thread may call {@link #isRefusing()}.
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
	 * Allow one batch although the key is rejected.
	 */
	void allowTrial() {
		this.trialDue = this.condemned;
	}

	/**
	 * Return the response that rejects the key.
	 * @param batch the response to a batch
	 * @param check the response to the subsequent check, if there was one
	 * @return one of the two responses, or {@code null} if the key is not rejected
	 */
	static @Nullable TransportResponse condemning(TransportResponse batch, @Nullable TransportResponse check) {
		if (check != null && (check.isSuccess() || check.isUnauthorized())) {
			return check.isUnauthorized() ? check : null;
		}
		return batch.isUnauthorized() ? batch : null;
	}

}
