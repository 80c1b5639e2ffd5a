package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Contributes runtime hints for the argument and result types of annotated methods, which
 * expressions read and events contain.
 */
final class AnnotatedBeanAotProcessor implements BeanRegistrationAotProcessor {

	private final AnnotatedMethods methods = new AnnotatedMethods((text) -> text);

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Set<Method> annotated = this.methods.of(registeredBean.getBeanClass()).keySet();
		return annotated.isEmpty() ? null : new Contribution(annotated);
	}

	private record Contribution(Set<Method> methods) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode beanRegistrationCode) {
			ReflectionHints hints = generationContext.getRuntimeHints().reflection();
			Type[] types = this.methods.stream()
				.flatMap((method) -> Stream.concat(Stream.of(method.getGenericParameterTypes()),
						Stream.of(method.getGenericReturnType())))
				.toArray(Type[]::new);
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints, types);
			hints.registerType(CallRoot.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		}

	}

}
