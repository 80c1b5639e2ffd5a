package ai.desplega.businessuse.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;

/**
 * Copy of a {@link MapSerializer} that gives access to its configuration, for which
 * Jackson has no accessors. The serializer contains the resulting configuration of
 * annotations, mix-ins, overrides, introspectors and modifiers.
 */
final class MapInspection extends MapSerializer {

	/**
	 * Copy the configuration, except for the suppression of values.
	 */
	private MapInspection(MapSerializer serializer, @Nullable TypeSerializer typeSerializer) {
		super(serializer, typeSerializer, null, false);
	}

	/**
	 * Copy the configuration, except for the filter.
	 */
	private MapInspection(MapSerializer serializer) {
		super(serializer, null, false);
	}

	/**
	 * Return {@code true} if a serializer is Jackson's own for maps, and neither omits
	 * entries nor passes them to a filter.
	 */
	static boolean writesAllEntries(ValueSerializer<?> serializer) {
		if (serializer.getClass() != MapSerializer.class) {
			return false;
		}
		MapInspection byName = new MapInspection((MapSerializer) serializer, null);
		MapInspection byValue = new MapInspection((MapSerializer) serializer);
		return byName._filterId == null && byName._includedEntries == null
				&& (byName._ignoredEntries == null || byName._ignoredEntries.isEmpty())
				&& byValue._suppressableValue == null && !byValue._suppressNulls;
	}

}
