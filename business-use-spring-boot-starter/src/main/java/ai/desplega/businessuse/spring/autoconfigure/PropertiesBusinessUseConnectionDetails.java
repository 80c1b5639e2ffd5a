package ai.desplega.businessuse.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;

/**
 * Adapts {@link BusinessUseProperties} to {@link BusinessUseConnectionDetails}.
 */
final class PropertiesBusinessUseConnectionDetails implements BusinessUseConnectionDetails, AopInfrastructureBean {

	private final BusinessUseProperties properties;

	PropertiesBusinessUseConnectionDetails(BusinessUseProperties properties) {
		this.properties = properties;
	}

	@Override
	public String getUrl() {
		return this.properties.getUrl();
	}

	@Override
	public @Nullable String getApiKey() {
		return this.properties.getApiKey();
	}

}
