package ai.desplega.businessuse.embedded.console;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Response to a successful call that returns no result.
 *
 * @param status always {@code success}
 * @param message the message
 * @param data always {@code null}
 * @param code always 200
 * @param timestamp the time; the real backend returns the time of its start
 */
record SuccessResponse(String status, String message, @Nullable Object data, int code, Instant timestamp) {

	SuccessResponse(String message, Instant timestamp) {
		this("success", message, null, 200, timestamp);
	}

}
