package ai.desplega.businessuse.internal.json;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.SerializationContextExt;
import tools.jackson.databind.ser.jdk.MapSerializer;

/**
 * Source of the mapper for values that {@link PlainValues} does not encode: the mapper of
 * the application, or one with the modules of the class path.
 * <p>
 * The mapper is created for the first such value, because that takes longer than the rest
 * of the start of a client. No lock is held meanwhile, because the application's mapper
 * may be created by a thread that waits for this one.
 */
final class Mappers {

	private final AtomicReference<@Nullable EventMapper> created = new AtomicReference<>();

	private final Map<Class<?>, Boolean> plainMaps = new ConcurrentHashMap<>();

	private volatile MapperSource application = () -> null;

	private volatile boolean plain;

	void use(MapperSource application) {
		this.application = application;
	}

	SerializationContextExt newContext() {
		return mapper().newContext();
	}

	/**
	 * Return {@code true} if nothing but Jackson's own serializers would write a plain
	 * value. Creates no mapper if that is certain without one.
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
			return true; // no mapper yet; it could change a plain value, but not hide one
		}
	}

	/**
	 * Return {@code true} if Jackson would write each entry of a map, so that it can be
	 * encoded entry by entry.
	 */
	boolean writesAllEntries(Class<?> type) {
		return (type.getName().startsWith("java.util.") && writesPlainValues())
				|| this.plainMaps.computeIfAbsent(type, this::isPlainMap);
	}

	private boolean isPlainMap(Class<?> type) {
		SerializationContext context = newContext();
		ValueSerializer<?> serializer = context.findTypedValueSerializer(type, true);
		return MapSerializer.class.isInstance(serializer) && !MapInspection.hidesEntries(serializer)
				&& !EventMapper.isConfigured(type, context) && EventMapper.writesKeysAsTheyAre(context);
	}

	private EventMapper mapper() {
		EventMapper known = this.created.get();
		if (known != null) {
			return known;
		}
		EventMapper mapper = EventMapper.of(this.application.get());
		EventMapper other = this.created.compareAndExchange(null, mapper);
		return (other != null) ? other : mapper;
	}

}
