package ai.desplega.businessuse.internal.json;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ser.SerializationContextExt;

/**
 * Writes the values that {@link PlainValues} does not encode, with the mapper of the
 * application, or with a mapper that uses the modules on the class path.
 * <p>
 * The mapper is created for the first such value, because its creation takes longer than
 * the rest of the start of a client. No lock is held meanwhile: the application's mapper
 * may be created by a thread that waits for this thread.
 */
final class Mappers {

	private final AtomicReference<@Nullable EventMapper> created = new AtomicReference<>();

	private final Map<Class<?>, Boolean> plainMaps = new ConcurrentHashMap<>();

	private volatile MapperSource application = () -> null;

	private volatile boolean plain;

	void use(MapperSource application) {
		this.application = application;
	}

	/**
	 * Write a value.
	 * @param problems receives the problems of properties that fail; null to throw them
	 */
	void write(@Nullable Object value, WrittenJson json, @Nullable JsonBuffer problems) throws Exception {
		SerializationContextExt context = mapper().newContext();
		if (problems != null) {
			context.setAttribute(IsolatedProperty.PROBLEMS, problems);
		}
		json.write(context, (generator) -> context.serializeValue(generator, value));
	}

	/**
	 * Return {@code true} if plain values would be written only by Jackson's own
	 * serializers. The mapper is not created if this can be determined without it.
	 */
	boolean writesPlainValues() {
		if (this.plain) {
			return true;
		}
		EventMapper known = this.created.get();
		return (known != null) ? known.writesPlainValues() : findOut();
	}

	private boolean findOut() {
		try {
			this.plain = (this.application.get() == null && !EventMapper.areModulesPresent())
					|| mapper().writesPlainValues();
			return this.plain;
		}
		catch (Throwable ex) {
			return true; // no mapper yet; the mapper could change a plain value, but not
							// omit it
		}
	}

	/**
	 * Return {@code true} if Jackson would write each entry of a map, so that it can be
	 * encoded entry by entry.
	 */
	boolean writesAllEntries(Class<?> type) {
		if (type.getName().startsWith("java.util.") && writesPlainValues()) {
			return true;
		}
		EventMapper mapper = mapper();
		return this.plainMaps.computeIfAbsent(type, mapper::writesAllEntries);
	}

	private EventMapper mapper() {
		EventMapper known = this.created.get();
		if (known != null) {
			return known;
		}
		EventMapper mapper = EventMapper.of(this.application.get());
		return this.created.compareAndSet(null, mapper) ? mapper : mapper();
	}

}
