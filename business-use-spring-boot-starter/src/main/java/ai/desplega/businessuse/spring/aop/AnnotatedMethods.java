package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
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
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationConfigurationException;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.util.ClassUtils;

/**
 * Finds what is annotated in a class, once for each class. Annotations are merged, so
 * that composed and repeated ones count; of a method that is declared several times, in
 * its class, superclasses and interfaces, the nearest declaration with an annotation
 * counts.
 */
final class AnnotatedMethods {

	private static final Logger logger = LoggerFactory.getLogger(EventAnnotationBeanPostProcessor.class);

	private final CandidateClasses candidates = new CandidateClasses();

	private final Map<Class<?>, Map<Method, List<EventDeclaration>>> classes = new ConcurrentHashMap<>();

	private final UnaryOperator<String> placeholders;

	AnnotatedMethods(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * The annotated methods of a class.
	 * @return each in its most specific form
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
	 * The declarations on the method that a call ends at. Of a proxy that is no class of
	 * the application, such as a client that is only an interface, it is the interface's.
	 */
	List<EventDeclaration> find(Method method, Class<?> type) {
		Map<Method, List<EventDeclaration>> annotated = of(type);
		List<EventDeclaration> found = annotated.get(AopUtils.getMostSpecificMethod(method, type));
		return (found != null) ? found : annotated.getOrDefault(method, List.of());
	}

	/**
	 * A class whose methods can't be looked at, because a type in their signatures is
	 * missing or one of their annotations is wrong, has none for us: it worked without
	 * being looked at.
	 */
	private Map<Method, List<EventDeclaration>> scan(Class<?> type) {
		try {
			if (!this.candidates.contains(type)) {
				return Map.of();
			}
			return MethodIntrospector.selectMethods(type, (Method method) -> {
				List<EventDeclaration> declarations = readable(method, type);
				return declarations.isEmpty() ? null : declarations;
			});
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("{} can't be searched for annotations", type, ex);
			return Map.of();
		}
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
