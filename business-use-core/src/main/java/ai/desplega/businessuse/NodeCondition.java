package ai.desplega.businessuse;

import java.time.Duration;

/**
 * A condition on a node of a flow: how long after its latest dependency it may come.
 *
 * @param timeout the time that may pass, at least one millisecond; the wire has
 * milliseconds, finer parts are cut off
 */
public record NodeCondition(Duration timeout) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

	/**
	 * Checks the condition.
	 * @param timeout the time that may pass
	 * @throws IllegalArgumentException if the timeout is null, shorter than a
	 * millisecond, or so long that the wire can't say it
	 */
	public NodeCondition {
		if (timeout == null || timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"A timeout must be at least 1 ms, and fit in milliseconds, but is " + timeout);
		}
	}

}
