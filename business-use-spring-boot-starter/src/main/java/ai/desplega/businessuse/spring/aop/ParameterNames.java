package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * Finds the names that expressions know arguments by: those in the source, where the
 * build has kept them, and their index.
 */
final class ParameterNames {

	private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

	private ParameterNames() {
	}

	/**
	 * The index of each argument, by all its names. If the annotation is on an interface,
	 * the names there win over those of the method itself.
	 */
	static Map<String, Integer> of(EventDeclaration declaration) {
		Map<String, Integer> indexes = new HashMap<>();
		Method method = declaration.method();
		Method source = declaration.source();
		add(method, indexes);
		if (source != null && source.getParameterCount() == method.getParameterCount()) {
			add(source, indexes);
		}
		for (int i = 0; i < method.getParameterCount(); i++) {
			indexes.put("p" + i, i);
			indexes.put("a" + i, i);
		}
		return Map.copyOf(indexes);
	}

	private static void add(Method method, Map<String, Integer> indexes) {
		@Nullable String @Nullable [] names = DISCOVERER.getParameterNames(method);
		for (int i = 0; names != null && i < names.length; i++) {
			if (names[i] != null) {
				indexes.put(names[i], i);
			}
		}
	}

}
