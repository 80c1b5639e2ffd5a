package ai.desplega.businessuse.internal;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Range of the timeouts of steps, which are sent in milliseconds.
 */
public final class Timeouts {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

	private Timeouts() {
	}

	/**
	 * Return the problem of a timeout, or {@code null} if the timeout is in range or not
	 * set.
	 */
	public static @Nullable String problem(@Nullable Duration timeout) {
		boolean inRange = timeout == null || timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0;
		return inRange ? null : "must be at least 1 ms, and fit in milliseconds, but is " + timeout;
	}

}
