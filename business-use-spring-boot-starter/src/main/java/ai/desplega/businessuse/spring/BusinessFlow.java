package ai.desplega.businessuse.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the flow of the {@link BusinessAct} and {@link BusinessAssert} methods of a class,
 * unless they name another flow. Can be declared on a class, on its superclasses and
 * interfaces, and as a meta-annotation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BusinessFlow {

	/**
	 * Name of the flow. {@code ${...}} placeholders are resolved.
	 * @return the name
	 */
	String value();

}
