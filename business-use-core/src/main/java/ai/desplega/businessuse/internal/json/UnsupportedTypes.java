package ai.desplega.businessuse.internal.json;

import java.lang.reflect.Proxy;
import java.nio.file.DirectoryStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;

/**
 * Types whose objects are not data, because their getters have no meaning or reading them
 * would consume them. An application can still send them by registering a serializer.
 */
final class UnsupportedTypes {

	private static final String ASYNCHRONOUS = "has no value yet: record the event when it has completed";

	private static final String ONE_SHOT = "can be read only once: pass its content as a list, an array or a string";

	private static final String RESOURCE = "is a resource or a part of the JVM, not data: pass the values that matter";

	/**
	 * Types of libraries that may be absent.
	 */
	private static final Set<String> ASYNCHRONOUS_NAMES = Set.of("org.reactivestreams.Publisher",
			"kotlinx.coroutines.Job", "kotlinx.coroutines.flow.Flow");

	private static final Set<String> ONE_SHOT_NAMES = Set.of("kotlin.sequences.Sequence");

	/**
	 * Classes of the JDK that data may be or extend, beside those of {@code java.util}.
	 */
	private static final Set<Class<?>> BASES = Set.of(Object.class, Record.class, Enum.class, Number.class,
			StackTraceElement.class, Proxy.class);

	private static final List<Class<?>> RESOURCES = List.of(AutoCloseable.class, Executor.class, Lock.class,
			ReadWriteLock.class, Condition.class);

	private UnsupportedTypes() {
	}

	/**
	 * Return the reason why reading objects of a type has a side effect, or null.
	 * @return a predicate without its subject
	 */
	static @Nullable String consumed(Class<?> type) {
		if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)
				|| Flow.Publisher.class.isAssignableFrom(type) || isNamed(type, ASYNCHRONOUS_NAMES)) {
			return ASYNCHRONOUS;
		}
		boolean oneShot = Iterator.class.isAssignableFrom(type) || Enumeration.class.isAssignableFrom(type)
				|| Spliterator.class.isAssignableFrom(type) || BaseStream.class.isAssignableFrom(type)
				|| isOneShotIterable(type) || isNamed(type, ONE_SHOT_NAMES);
		return oneShot ? ONE_SHOT : null;
	}

	/**
	 * An iterable that is a lambda may return the same iterator each time, as
	 * {@code stream::iterator} does.
	 */
	private static boolean isOneShotIterable(Class<?> type) {
		return Iterable.class.isAssignableFrom(type)
				&& (DirectoryStream.class.isAssignableFrom(type) || type.isHidden());
	}

	/**
	 * Return the reason why the getters of a type are not data, or null.
	 * @return a predicate without its subject
	 */
	static @Nullable String resource(Class<?> type) {
		boolean resource = RESOURCES.stream().anyMatch((kind) -> kind.isAssignableFrom(type))
				|| extendsPartOfTheJvm(type);
		return resource ? RESOURCE : null;
	}

	/**
	 * The JDK's types for data have serializers of their own. Of those that Jackson would
	 * write by their getters, only {@code java.util} has data, such as summary
	 * statistics.
	 */
	private static boolean extendsPartOfTheJvm(Class<?> type) {
		Class<?> ancestor = type;
		while (ancestor != null && !isOfTheJdk(ancestor)) {
			ancestor = ancestor.getSuperclass();
		}
		return ancestor != null && !BASES.contains(ancestor) && !Throwable.class.isAssignableFrom(ancestor)
				&& !ancestor.getPackageName().equals("java.util");
	}

	private static boolean isOfTheJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	/**
	 * Return {@code true} if a type or one of its supertypes has one of the names.
	 */
	static boolean isNamed(@Nullable Class<?> type, Set<String> names) {
		if (type == null || type == Object.class) {
			return false;
		}
		if (names.contains(type.getName()) || isNamed(type.getSuperclass(), names)) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (isNamed(implemented, names)) {
				return true;
			}
		}
		return false;
	}

}
