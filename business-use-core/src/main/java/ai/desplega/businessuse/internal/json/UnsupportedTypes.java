package ai.desplega.businessuse.internal.json;

import java.lang.reflect.Proxy;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.ClassUtil;

/**
 * Types whose objects are not data, because their getters have no meaning or reading them
 * would consume them. An application can still send them by registering a serializer. The
 * types are listed by name, because types of libraries may be absent.
 */
final class UnsupportedTypes {

	private static final Set<String> ASYNCHRONOUS = Set.of("java.util.concurrent.Future",
			"java.util.concurrent.CompletionStage", "java.util.concurrent.Flow$Publisher",
			"org.reactivestreams.Publisher", "kotlinx.coroutines.Job", "kotlinx.coroutines.flow.Flow");

	private static final Set<String> ONE_SHOT = Set.of("java.util.Iterator", "java.util.Enumeration",
			"java.util.Spliterator", "java.util.stream.BaseStream", "java.nio.file.DirectoryStream",
			"kotlin.sequences.Sequence");

	private static final Set<String> RESOURCES = Set.of("java.lang.AutoCloseable", "java.util.concurrent.Executor",
			"java.util.concurrent.locks.Lock", "java.util.concurrent.locks.ReadWriteLock",
			"java.util.concurrent.locks.Condition");

	/**
	 * Classes of the JDK, in addition to those of {@code java.util}, that data may be or
	 * extend.
	 */
	private static final Set<Class<?>> BASES = Set.of(Object.class, Record.class, Enum.class, Number.class,
			StackTraceElement.class, Proxy.class);

	private UnsupportedTypes() {
	}

	/**
	 * Return the reason why reading objects of a type has a side effect, or {@code null}.
	 * @return a predicate without its subject
	 */
	static @Nullable String consumed(Class<?> type) {
		if (isA(type, ASYNCHRONOUS)) {
			return "has no value yet: record the event when it has completed";
		}
		return (isA(type, ONE_SHOT) || isLambdaOfIterable(type))
				? "can be read only once: pass its content as a list, an array or a string" : null;
	}

	/**
	 * Return {@code true} for a lambda, which may return the same iterator for each call,
	 * as {@code stream::iterator} does.
	 */
	private static boolean isLambdaOfIterable(Class<?> type) {
		return type.isHidden() && Iterable.class.isAssignableFrom(type);
	}

	/**
	 * Return the reason why the getters of a type are not data, or {@code null}.
	 * @return a predicate without its subject
	 */
	static @Nullable String resource(Class<?> type) {
		return (isA(type, RESOURCES) || extendsPartOfTheJvm(type))
				? "is a resource or a part of the JVM, not data: pass the relevant values" : null;
	}

	/**
	 * Return {@code true} for types of the JDK that are not data. Jackson has serializers
	 * for the data types of the JDK. Of the other types, which Jackson would write by
	 * their getters, only {@code java.util} contains data types, such as summary
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
	static boolean isA(Class<?> type, Set<String> names) {
		return ClassUtil.findRawSuperTypes(type, null, true)
			.stream()
			.anyMatch((supertype) -> names.contains(supertype.getName()));
	}

}
