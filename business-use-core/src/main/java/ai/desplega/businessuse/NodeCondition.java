package ai.desplega.businessuse;

import java.time.Duration;

/**
 * A condition on a node of a flow: how long after its latest dependency it may come.
 *
 * @param timeout the time that may pass, at least one millisecond; the wire has
 * milliseconds, finer parts are cut off
 */
public record NodeCondition(Duration timeout) {

	/**
	 * Checks the condition.
	 * @throws IllegalArgumentException if the timeout is null, or shorter than a
	 * millisecond
	 */
	public NodeCondition {
		if (timeout == null || timeout.compareTo(Duration.ofMillis(1)) < 0) {
			throw new IllegalArgumentException("A timeout must be at least 1 ms, but is " + timeout);
		}
	}

}
