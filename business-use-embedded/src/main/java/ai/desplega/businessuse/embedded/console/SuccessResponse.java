package ai.desplega.businessuse.embedded.console;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Response to a successful call without a result.
 *
 * @param status always {@code success}
 * @param message the message
 * @param data nothing
 * @param code always 200
 * @param timestamp a time; the real one's is that of its start
 */
record SuccessResponse(String status, String message, @Nullable Object data, int code, Instant timestamp) {

	SuccessResponse(String message, Instant timestamp) {
		this("success", message, null, 200, timestamp);
	}

}
