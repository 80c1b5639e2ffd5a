package ai.desplega.businessuse.internal.json;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Tells values that are not there yet: what they would be encoded to is not what they
 * stand for.
 */
final class AsyncTypes {

	/**
	 * Types of libraries that may be absent.
	 */
	private static final Set<String> NAMES = Set.of("org.reactivestreams.Publisher", "kotlinx.coroutines.Job",
			"kotlinx.coroutines.flow.Flow");

	private AsyncTypes() {
	}

	/**
	 * Refuses a value that is not there yet.
	 * @throws IllegalArgumentException if it is one
	 */
	static void refuse(@Nullable Object value) {
		if (value != null && contain(value)) {
			throw new IllegalArgumentException("a " + value.getClass().getName() + " has no value yet");
		}
	}

	static boolean contain(Object value) {
		return value instanceof Future || value instanceof CompletionStage || value instanceof Flow.Publisher
				|| isNamed(value.getClass());
	}

	private static boolean isNamed(@Nullable Class<?> type) {
		if (type == null || type == Object.class) {
			return false;
		}
		if (NAMES.contains(type.getName()) || isNamed(type.getSuperclass())) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (isNamed(implemented)) {
				return true;
			}
		}
		return false;
	}

}
