package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link BusinessUseClient}.
 */
@AutoConfiguration
@EnableConfigurationProperties(BusinessUseProperties.class)
public final class BusinessUseAutoConfiguration {

	/**
	 * Needed for the first properties that are bound, which may be those of a
	 * post-processor.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static LenientBindHandlerAdvisor businessUseBindHandlerAdvisor() {
		return new LenientBindHandlerAdvisor();
	}

	@Bean
	static ClientCloser businessUseClientCloser() {
		return new ClientCloser(System::nanoTime);
	}

	@Bean
	BusinessUseLifecycle businessUseLifecycle(ClientCloser closer) {
		return new BusinessUseLifecycle(closer);
	}

	@Bean
	@ConditionalOnMissingBean(BusinessUseConnectionDetails.class)
	PropertiesBusinessUseConnectionDetails businessUseConnectionDetails(BusinessUseProperties properties) {
		return new PropertiesBusinessUseConnectionDetails(properties);
	}

	/**
	 * Without a destroy method of its own, because it is closed last.
	 */
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	BusinessUseClient businessUseClient(ApplicationContext context, BusinessUseProperties properties,
			BusinessUseConnectionDetails connection, ClientCloser closer) {
		return new ClientFactory(context, properties, connection).create(closer);
	}

}
