package ai.desplega.businessuse.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Container annotation for several {@link BusinessAssert} annotations of a method.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BusinessAsserts {

	/**
	 * Annotations in the order of their declaration.
	 * @return the annotations
	 */
	BusinessAssert[] value();

}
