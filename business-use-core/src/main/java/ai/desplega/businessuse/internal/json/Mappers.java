package ai.desplega.businessuse.internal.json;

import java.util.Map;
import java.util.Set;
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
	 * @param replaced the names of members to omit, if the value is the data of an event;
	 * null if it is the value of a field
	 * @param isolating {@code true} to write null for a property of the data that can't
	 * be encoded
	 */
	void write(@Nullable Object value, JsonBuffer out, @Nullable Set<String> replaced, boolean isolating) {
		SerializationContextExt context = mapper().newContext();
		try (BufferGenerator generator = new BufferGenerator(context, out, replaced, isolating)) {
			context.serializeValue(generator, value);
			generator.complete();
		}
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
		if (known != null) {
			return known.writesPlainValues();
		}
		try {
			this.plain = (this.application.get() == null && !EventMapper.areModulesPresent())
					|| mapper().writesPlainValues();
			return this.plain;
		}
		catch (Throwable ex) {
			// the mapper can't be created yet; it might write plain values differently,
			// but not omit them
			return true;
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
