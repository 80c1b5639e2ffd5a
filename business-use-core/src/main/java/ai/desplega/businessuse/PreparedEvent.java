package ai.desplega.businessuse;

/**
 * An event that is made, stamped and encoded, but not handed over yet: for whoever has to
 * wait until it is true, such as until the transaction around it has committed.
 * <p>
 * Thread-safe; never throws. An event that is never handed over is simply forgotten.
 *
 * @see BusinessUseClient#prepare
 */
@FunctionalInterface
public interface PreparedEvent {

	/**
	 * Hand the event over for delivery. Each call delivers it once more: call it once.
	 */
	void submit();

}
