package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotationConfigurationException;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.ReflectionUtils.MethodCallback;

/**
 * Finds the annotated methods of classes and caches them. Annotations are merged, so that
 * composed and repeated annotations are supported. If a method is declared several times,
 * in its class, superclasses and interfaces, the nearest declaration with an annotation
 * applies. Thread-safe.
 */
final class AnnotatedMethods {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final CandidateClasses candidates = new CandidateClasses();

	private final Map<Class<?>, Map<Method, List<EventDeclaration>>> classes = new ConcurrentHashMap<>();

	private final Map<MethodClassKey, List<EventDeclaration>> methods = new ConcurrentHashMap<>();

	private final UnaryOperator<String> placeholders;

	AnnotatedMethods(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Return the annotated methods of a class, each in its most specific form.
	 */
	Map<Method, List<EventDeclaration>> of(Class<?> type) {
		Class<?> userClass = ClassUtils.getUserClass(type);
		Map<Method, List<EventDeclaration>> known = this.classes.get(userClass);
		if (known == null) {
			known = scan(userClass);
			this.classes.put(userClass, known);
		}
		return known;
	}

	/**
	 * Return the declarations that apply to a call. As for {@code @Transactional} and
	 * {@code @Cacheable}, these are the declarations on the target method, or else on the
	 * called method.
	 * @param method the called method, possibly of an interface or a bridge
	 * @param type the class of the target
	 */
	List<EventDeclaration> find(Method method, Class<?> type) {
		Class<?> userClass = ClassUtils.getUserClass(type);
		if (of(userClass).isEmpty()) {
			return List.of();
		}
		List<EventDeclaration> found = declared(mostSpecific(method, userClass), userClass);
		return found.isEmpty() ? declared(method, userClass) : found;
	}

	/**
	 * Search a class. A class that can't be introspected, because a type in a signature
	 * is missing, has no annotated methods, because its bean works without this starter.
	 */
	private Map<Method, List<EventDeclaration>> scan(Class<?> type) {
		try {
			return this.candidates.contains(type) ? annotated(type) : Map.of();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("{} can't be searched for annotations", type, ex);
			return Map.of();
		}
	}

	private Map<Method, List<EventDeclaration>> annotated(Class<?> type) {
		Map<Method, List<EventDeclaration>> found = new LinkedHashMap<>();
		MethodCallback search = (method) -> {
			Method specific = mostSpecific(method, type);
			List<EventDeclaration> declarations = declared(specific, type);
			if (!declarations.isEmpty()) {
				found.put(specific, declarations);
			}
		};
		if (!Proxy.isProxyClass(type)) {
			ReflectionUtils.doWithMethods(type, search);
		}
		ClassUtils.getAllInterfacesForClassAsSet(type)
			.forEach((implemented) -> ReflectionUtils.doWithMethods(implemented, search));
		return Collections.unmodifiableMap(found);
	}

	/**
	 * Return the declaration of a method that applies to a class. The class of a proxy
	 * uses the declaration of its first interface that has the method.
	 */
	static Method mostSpecific(Method method, Class<?> type) {
		if (!Proxy.isProxyClass(type)) {
			return AopUtils.getMostSpecificMethod(method, type);
		}
		return Stream.of(type.getInterfaces())
			.filter(method.getDeclaringClass()::isAssignableFrom)
			.findFirst()
			.map((implemented) -> AopUtils.getMostSpecificMethod(method, implemented))
			.orElse(method);
	}

	private List<EventDeclaration> declared(Method method, Class<?> type) {
		MethodClassKey key = new MethodClassKey(method, type);
		List<EventDeclaration> known = this.methods.get(key);
		if (known == null) {
			known = readable(method, type);
			this.methods.put(key, known);
		}
		return known;
	}

	private List<EventDeclaration> readable(Method method, Class<?> type) {
		try {
			return declarations(method, type);
		}
		catch (AnnotationConfigurationException ex) {
			logger.warn("{}: no event is recorded: {}", method, ex.getMessage());
			return List.of();
		}
	}

	private List<EventDeclaration> declarations(Method method, Class<?> type) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY,
				RepeatableContainers.standardRepeatables());
		List<? extends MergedAnnotation<?>> found = Stream
			.concat(annotations.stream(BusinessAct.class), annotations.stream(BusinessAssert.class))
			.toList();
		if (found.isEmpty()) {
			return List.of();
		}
		int nearest = found.stream().mapToInt(MergedAnnotation::getAggregateIndex).min().getAsInt();
		String flow = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
			.get(BusinessFlow.class)
			.getValue(MergedAnnotation.VALUE, String.class)
			.orElse("");
		return found.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == nearest)
			.map((annotation) -> EventDeclaration.of(annotation, method, flow, this.placeholders))
			.toList();
	}

}
