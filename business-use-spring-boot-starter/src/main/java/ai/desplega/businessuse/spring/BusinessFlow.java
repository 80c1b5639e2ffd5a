package ai.desplega.businessuse.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The flow of all {@link BusinessAct} and {@link BusinessAssert} methods of a class that
 * don't name one. May be put on an interface or a superclass, and on an annotation of
 * one's own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BusinessFlow {

	/**
	 * The flow; {@code ${...}} placeholders are resolved.
	 * @return its name
	 */
	String value();

}
