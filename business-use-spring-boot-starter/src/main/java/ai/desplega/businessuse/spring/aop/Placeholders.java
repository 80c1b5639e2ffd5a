package ai.desplega.businessuse.spring.aop;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * Resolves {@code ${...}} placeholders as {@code @Value} does, but keeps unresolvable
 * placeholders, which may be template literals of a script.
 */
final class Placeholders implements UnaryOperator<String> {

	private final PropertyPlaceholderHelper helper = new PropertyPlaceholderHelper("${", "}", null, '\\', true);

	private final ConfigurableBeanFactory beanFactory;

	Placeholders(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public String apply(String text) {
		return text.contains("${") ? this.helper.replacePlaceholders(text, this::resolve) : text;
	}

	private @Nullable String resolve(String name) {
		String placeholder = "${" + name + "}";
		try {
			String value = this.beanFactory.resolveEmbeddedValue(placeholder);
			return placeholder.equals(value) ? null : value;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
