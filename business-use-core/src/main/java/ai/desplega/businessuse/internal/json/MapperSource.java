package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Source of an application's mapper. Called for the first event, on the thread that
 * records it, and again for the next event if an exception was thrown.
 */
@FunctionalInterface
public interface MapperSource {

	/**
	 * Return the mapper.
	 * @return the mapper, or null if the application has none
	 */
	@Nullable JsonMapper get();

}
