package ai.desplega.businessuse.spring.autoconfigure;

import java.util.Map;

import ai.desplega.businessuse.internal.config.ClientConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Configuration that the starter creates from environment variables.
 */
final class SpringConfig {

	private SpringConfig() {
	}

	/**
	 * Return the configuration.
	 * @return the configuration, or {@code null} if the client is off
	 */
	static @Nullable ClientConfig from(Map<String, Object> variables) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables));
			context.register(Configured.class, LenientBindHandlerAdvisor.class);
			context.refresh();
			BusinessUseProperties properties = context.getBean(BusinessUseProperties.class);
			BusinessUseConnectionDetails connection = new PropertiesBusinessUseConnectionDetails(properties);
			ClientSettings settings = new ClientSettings(properties, null);
			if (!properties.isEnabled() || settings.apiKey(connection) == null) {
				return null;
			}
			settings.url(connection);
			return settings.config();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(BusinessUseProperties.class)
	static class Configured {

	}

}
