package ai.desplega.businessuse;

import ai.desplega.businessuse.status.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Changes or discards an event before it is validated and encoded, for example to mask a
 * field or to add the tenant to every event.
 * <p>
 * Called for every event, on the thread that records it: implementations must be fast and
 * thread-safe. An exception drops that event (counted as {@link DropReason#CUSTOMIZER})
 * and has no other effect. Events that a customizer records are not customized.
 * <p>
 * Corresponds to Sentry's {@code beforeSend}.
 */
@FunctionalInterface
public interface BusinessEventCustomizer {

	/**
	 * Customize an event.
	 * @param event the event as the application recorded it, possibly invalid
	 * @return the event, a changed copy (see {@link BusinessEvent#toBuilder()}), or
	 * {@code null} to discard the event. Values that another event lacks are taken from
	 * the declaration of its step
	 */
	@Nullable BusinessEvent customize(BusinessEvent event);

}
