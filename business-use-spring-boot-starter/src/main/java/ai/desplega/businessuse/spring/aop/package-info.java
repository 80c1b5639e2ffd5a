/**
 * From an annotated method to an event. The entry is
 * {@link ai.desplega.businessuse.spring.aop.EventAnnotationBeanPostProcessor}, which puts
 * an interceptor around the methods.
 * <p>
 * {@code AnnotatedMethods} finds the annotations of a class, once; each becomes an
 * {@code EventDeclaration}, and with its expressions parsed an {@code EventTemplate}.
 * {@code EventInterceptor} calls the method, and when its result has succeeded (for
 * {@code ReactorResults} that is later) has the templates describe their events, which go
 * through an {@code EventSink}: to the client at once, or when the transaction has
 * committed. {@code DeclarationChecks} says at the start what can't work.
 */
@NullMarked
package ai.desplega.businessuse.spring.aop;

import org.jspecify.annotations.NullMarked;
