package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.Objects;

import ai.desplega.businessuse.internal.config.Setting;
import ai.desplega.businessuse.internal.config.ValueParser;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * Logs a value below {@code business-use} that can't be converted and applies the default
 * instead of failing the start. Other properties are not affected.
 */
final class LenientBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor, AopInfrastructureBean {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("business-use");

	private static final ConfigurationPropertyName API_KEY = PREFIX.append("api-key");

	private static final ConfigurationPropertyName URL = PREFIX.append("url");

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
			ConfigurationProperty property = context.getConfigurationProperty();
			if (name.equals(URL)) {
				return unusableUrl(property);
			}
			Duration duration = durationWithLineBreak(target, property);
			return (duration != null) ? duration : useDefault(name, target, property);
		}

		/**
		 * Accept a trailing line break, as in a file that was written by a shell: the
		 * conversion of all other types ignores it.
		 */
		private @Nullable Duration durationWithLineBreak(Bindable<?> target, @Nullable ConfigurationProperty property) {
			if (property != null && target.getType().resolve() == Duration.class
					&& property.getValue() instanceof String value && value.endsWith("\n")) {
				try {
					return ValueParser.duration(value);
				}
				catch (IllegalArgumentException ex) {
					return null;
				}
			}
			return null;
		}

		/**
		 * Don't replace an invalid URL by the default: the client is off.
		 */
		private String unusableUrl(@Nullable ConfigurationProperty property) {
			return (property != null) ? String.valueOf(property.getValue()) : "";
		}

		/**
		 * Log blank values as well: they are converted to {@code null}, and the default
		 * would apply without a message.
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
			IgnoredValues.log(problem(name, target, property), property, usedInstead(name, instead));
			return instead;
		}

		private static String usedInstead(ConfigurationPropertyName name, @Nullable Object instead) {
			Setting<?> setting = ClientSettings.setting(name);
			return (setting != null) ? ClientSettings.usedInstead(setting)
					: Objects.requireNonNullElse(instead, "the default") + " is used instead";
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
			if (type == boolean.class || type == Boolean.class) {
				return "true or false";
			}
			return (type == int.class || type == Integer.class) ? "a whole number" : "readable";
		}

	}

}
