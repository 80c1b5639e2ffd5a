package ai.desplega.businessuse.spring.actuate;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.spring.internal.OffReason;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters and the endpoint of
 * the client.
 */
@AutoConfiguration(after = BusinessUseAutoConfiguration.class)
public final class BusinessUseActuateAutoConfiguration implements AopInfrastructureBean {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration implements AopInfrastructureBean {

		@Bean
		@ConditionalOnMissingBean
		BatchTimer businessUseBatchTimer() {
			return new BatchTimer();
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnSingleCandidate(BusinessUseClient.class)
		BusinessUseMetrics businessUseMetrics(BusinessUseClient client) {
			return new BusinessUseMetrics(client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
	static class EndpointConfiguration implements AopInfrastructureBean {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnSingleCandidate(BusinessUseClient.class)
		@ConditionalOnAvailableEndpoint
		BusinessUseEndpoint businessUseEndpoint(BusinessUseClient client, ObjectProvider<OffReason> offReason) {
			return new BusinessUseEndpoint(client, offReason.getIfAvailable());
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnBean(FlowRegistry.class)
		@ConditionalOnAvailableEndpoint
		BusinessFlowsEndpoint businessFlowsEndpoint(FlowRegistry flows) {
			return new BusinessFlowsEndpoint(flows);
		}

	}

}
