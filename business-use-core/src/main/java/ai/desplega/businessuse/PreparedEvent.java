package ai.desplega.businessuse;

/**
 * Event that is encoded, with its time, and waits to be submitted, for example until the
 * transaction around it has committed. An event that is never submitted is not counted.
 * <p>
 * Thread-safe; never throws.
 *
 * @see BusinessUseClient#prepare
 */
@FunctionalInterface
public interface PreparedEvent {

	/**
	 * Submit the event for delivery. Call it once: each call delivers the event again.
	 */
	void submit();

}
