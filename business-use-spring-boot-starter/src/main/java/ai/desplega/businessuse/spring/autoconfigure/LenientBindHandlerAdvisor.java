package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * Lets the default apply, and says so, where a value below {@code business-use} can't be
 * converted: bad telemetry settings are not worth a failed start. All other properties
 * fail as ever.
 */
final class LenientBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private static final ConfigurationPropertyName API_KEY = PREFIX.append("api-key");

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new LenientBindHandler(bindHandler);
	}

	private static final class LenientBindHandler extends AbstractBindHandler {

		LenientBindHandler(BindHandler parent) {
			super(parent);
		}

		@Override
		public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Exception error) throws Exception {
			if (!PREFIX.isAncestorOf(name)) {
				return super.onFailure(name, target, context, error);
			}
			return useDefault(name, target, context.getConfigurationProperty());
		}

		/**
		 * A blank is converted to null, which leaves the default as it is, silently.
		 */
		@Override
		public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				@Nullable Object result) throws Exception {
			ConfigurationProperty property = context.getConfigurationProperty();
			if (result == null && PREFIX.isAncestorOf(name) && property != null && property.getName().equals(name)) {
				useDefault(name, target, property);
			}
			super.onFinish(name, target, context, result);
		}

		private @Nullable Object useDefault(ConfigurationPropertyName name, Bindable<?> target,
				@Nullable ConfigurationProperty property) {
			Object instead = (target.getValue() != null) ? target.getValue().get() : null;
			IgnoredValues.log(problem(name, target, property), property, name.equals(API_KEY) ? "no key" : instead);
			return instead;
		}

		private String problem(ConfigurationPropertyName name, Bindable<?> target,
				@Nullable ConfigurationProperty property) {
			if (name.equals(API_KEY)) {
				return name + " can't be read";
			}
			Object value = (property != null) ? property.getValue() : "unreadable";
			return "%s must be %s, but is '%s'".formatted(name, expected(target.getType().resolve(Object.class)),
					IgnoredValues.printable(value));
		}

		private String expected(Class<?> type) {
			if (type == Duration.class) {
				return "a duration such as 5s";
			}
			if (type == DataSize.class) {
				return "a size such as 64KB";
			}
			if (type == boolean.class) {
				return "true or false";
			}
			return (type == int.class || type == Integer.class) ? "a whole number" : "readable";
		}

	}

}
