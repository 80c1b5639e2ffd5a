/**
 * Recording of annotated methods. Uses {@code internal.transaction}; independent of
 * {@code autoconfigure} and {@code actuate}. Start with
 * {@link ai.desplega.businessuse.spring.aop.EventAnnotationBeanPostProcessor}, which adds
 * {@code EventInterceptor} to beans with annotated methods.
 * <p>
 * {@code AnnotatedMethods} finds the annotations of a class once. Each annotation is
 * represented by an {@code EventDeclaration}, from which {@code MethodEventsFactory}
 * creates an {@code EventTemplate} with parsed expressions. {@code EventInterceptor}
 * calls the method. When the method has succeeded, the templates describe the events;
 * {@code ReactorResults} observes reactive results. An {@code EventSink} passes the
 * events to the client, immediately or after the commit of the transaction.
 * {@code DeclarationChecks} logs mistakes in annotations at startup.
 * <p>
 * To add an attribute: declare it in {@link ai.desplega.businessuse.spring.BusinessAct}
 * and {@link ai.desplega.businessuse.spring.BusinessAssert}, read it in
 * {@code EventDeclaration.of}, parse it in {@code MethodEventsFactory}, apply it in
 * {@code EventTemplate.describe}, and check it in {@code DeclarationChecks}.
 */
@NullMarked
package ai.desplega.businessuse.spring.aop;

import org.jspecify.annotations.NullMarked;
