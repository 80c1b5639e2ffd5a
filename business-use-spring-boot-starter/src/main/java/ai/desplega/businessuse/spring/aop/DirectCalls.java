package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Recognizes methods that containers call on the object itself and not on its proxy:
 * lifecycle callbacks, injection points, and listeners of Spring Batch.
 */
final class DirectCalls {

	private static final Set<String> ANNOTATIONS = Set.of("jakarta.annotation.PostConstruct",
			"jakarta.annotation.PreDestroy", "javax.annotation.PostConstruct", "javax.annotation.PreDestroy",
			"jakarta.annotation.Resource", "jakarta.inject.Inject", "jakarta.ejb.EJB",
			"jakarta.persistence.PersistenceContext", "jakarta.persistence.PersistenceUnit",
			"org.springframework.beans.factory.annotation.Autowired",
			"org.springframework.beans.factory.annotation.Value");

	private static final String BATCH = "org.springframework.batch.core.annotation.";

	private static final List<Class<?>> CALLBACKS = List.of(InitializingBean.class, DisposableBean.class, Aware.class);

	private DirectCalls() {
	}

	/**
	 * Return the annotation or interface that makes a container call a method.
	 * @return its simple name, or {@code null} if there is none
	 */
	static @Nullable String caller(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream()
			.map(MergedAnnotation::getType)
			.filter((type) -> ANNOTATIONS.contains(type.getName()) || type.getName().startsWith(BATCH))
			.findFirst()
			.map((type) -> "@" + type.getSimpleName())
			.orElseGet(() -> callback(method));
	}

	private static @Nullable String callback(Method method) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass())) {
			if (CALLBACKS.stream().anyMatch((callback) -> callback.isAssignableFrom(type))
					&& ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes()) != null) {
				return type.getSimpleName();
			}
		}
		return null;
	}

}
