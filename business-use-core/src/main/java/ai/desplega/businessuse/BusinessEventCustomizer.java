package ai.desplega.businessuse;

import ai.desplega.businessuse.status.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Changes or discards an event before it is checked and encoded, for example to mask a
 * field or to add the tenant to every event.
 * <p>
 * Called on the thread that made the event, for every event, by many threads at once: be
 * quick and thread-safe. An exception costs that event (counted as
 * {@link DropReason#CUSTOMIZER}) and nothing else. An event that a customizer makes
 * through the client is not customized again.
 * <p>
 * The idea is that of Sentry's {@code beforeSend}.
 */
@FunctionalInterface
public interface BusinessEventCustomizer {

	/**
	 * Customize an event.
	 * @param event the event as the application made it, perhaps not valid yet
	 * @return that event, a changed one (see {@link BusinessEvent#toBuilder()}), or
	 * {@code null} to discard it
	 */
	@Nullable BusinessEvent customize(BusinessEvent event);

}
