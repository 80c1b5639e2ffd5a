package ai.desplega.businessuse.spring.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessActs;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.BusinessAsserts;

import org.springframework.core.annotation.AnnotationFilter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * Quickly excludes classes without annotated methods, which are nearly all classes.
 * Superclasses, interfaces and annotation types are searched once for all beans.
 * <p>
 * {@code AnnotationMatchingPointcut} merges the annotations of each method of each bean.
 * In an application with 2,000 beans, it increases the CPU time of the start by 35 %
 * (median of 943 ms instead of 678 ms on the main thread). With this class, the
 * difference is not significant (720 ms).
 */
final class CandidateClasses {

	private static final List<Class<? extends Annotation>> OURS = List.of(BusinessAct.class, BusinessActs.class,
			BusinessAssert.class, BusinessAsserts.class);

	private final Map<Class<?>, Boolean> classes = new ConcurrentHashMap<>();

	private final Map<Class<? extends Annotation>, Boolean> annotations = new ConcurrentHashMap<>();

	/**
	 * Return {@code true} if a method of a class, a superclass or an interface may be
	 * annotated.
	 */
	boolean contains(Class<?> type) {
		if (AnnotationFilter.PLAIN.matches(type)) {
			return false;
		}
		Boolean known = this.classes.get(type);
		if (known == null) {
			known = declaresAnnotated(type) || isAbove(type);
			this.classes.put(type, known);
		}
		return known;
	}

	private boolean isAbove(Class<?> type) {
		Class<?> superclass = type.getSuperclass();
		if (superclass != null && contains(superclass)) {
			return true;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			if (contains(implemented)) {
				return true;
			}
		}
		return false;
	}

	private boolean declaresAnnotated(Class<?> type) {
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			for (Annotation annotation : method.getDeclaredAnnotations()) {
				if (isOurs(annotation.annotationType())) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean isOurs(Class<? extends Annotation> annotation) {
		Boolean known = this.annotations.get(annotation);
		if (known == null) {
			MergedAnnotations above = MergedAnnotations.from(annotation);
			known = OURS.contains(annotation) || OURS.stream().anyMatch(above::isPresent);
			this.annotations.put(annotation, known);
		}
		return known;
	}

}
