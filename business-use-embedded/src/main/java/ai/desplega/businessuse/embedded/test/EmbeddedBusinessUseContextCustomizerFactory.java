package ai.desplega.businessuse.embedded.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Creates the {@link EmbeddedBusinessUseContextCustomizer} for test classes with
 * {@link EmbeddedBusinessUse @EmbeddedBusinessUse}.
 */
class EmbeddedBusinessUseContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, EmbeddedBusinessUse.class)
				? new EmbeddedBusinessUseContextCustomizer() : null;
	}

}
