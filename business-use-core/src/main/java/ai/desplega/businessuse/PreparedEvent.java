package ai.desplega.businessuse;

/**
 * Encoded event with its time that can be submitted later, for example after the commit
 * of the current transaction. An event that is never submitted is not counted.
 * <p>
 * Thread-safe; never throws.
 *
 * @see BusinessUseClient#prepare
 */
@FunctionalInterface
public interface PreparedEvent {

	/**
	 * Submit the event for delivery. Call this method once: each call sends the event
	 * again.
	 */
	void submit();

}
