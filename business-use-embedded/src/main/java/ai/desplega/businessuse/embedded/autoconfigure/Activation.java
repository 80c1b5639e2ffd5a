package ai.desplega.businessuse.embedded.autoconfigure;

import ai.desplega.businessuse.internal.config.InvalidSettingException;
import ai.desplega.businessuse.internal.config.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Determines at run time whether the embedded backend is used.
 */
final class Activation {

	/**
	 * Property that Spring Boot's test framework sets in the environment of each test.
	 */
	private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

	private final Environment environment;

	private final @Nullable Boolean enabled;

	private final @Nullable String objection;

	Activation(EmbeddedProperties properties, Environment environment, @Nullable MainClass mainClass) {
		this.environment = environment;
		Boolean enabled = properties.getEnabled();
		this.enabled = (enabled == null && environment.containsProperty(TEST)) ? Boolean.FALSE : enabled;
		this.objection = (this.enabled == null) ? new DevelopmentCheck(environment).objection(mainClass) : null;
	}

	boolean isOn() {
		return (this.enabled != null) ? this.enabled : this.objection == null;
	}

	/**
	 * Return the reason why the backend is not used, although no property turns it off.
	 */
	@Nullable String objection() {
		return this.objection;
	}

	/**
	 * Return whether the client may request the embedded backend. The client is created
	 * after the web server.
	 */
	boolean isExpected() {
		return isOn() && !isSet("business-use.api-key") && !isSet("business-use.url") && isClientEnabled();
	}

	/**
	 * Return {@code false} if {@code business-use.enabled} turns the client off. An
	 * invalid value is ignored.
	 */
	private boolean isClientEnabled() {
		String enabled = property("business-use.enabled");
		try {
			return enabled == null || !Boolean.FALSE.equals(Setting.ENABLED.parse(enabled));
		}
		catch (InvalidSettingException ex) {
			return true;
		}
	}

	private boolean isSet(String name) {
		String value = property(name);
		return StringUtils.hasText(value) && !(name.endsWith("api-key") && value.contains("${"));
	}

	private @Nullable String property(String name) {
		return Binder.get(this.environment).bind(name, String.class).orElse(null);
	}

}
