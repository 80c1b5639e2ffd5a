package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.actuate.BatchTimer;
import ai.desplega.businessuse.spring.actuate.BusinessUseEndpoint;
import ai.desplega.businessuse.spring.actuate.BusinessUseMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the client's meters and its
 * endpoint, where Micrometer and Actuator are.
 */
@AutoConfiguration(after = BusinessUseAutoConfiguration.class)
public final class BusinessUseActuateAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BatchTimer businessUseBatchTimer() {
			return new BatchTimer();
		}

		@Bean
		TransportDecorator businessUseTimedTransport(BatchTimer timer) {
			return timer::time;
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
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnSingleCandidate(BusinessUseClient.class)
		@ConditionalOnAvailableEndpoint
		BusinessUseEndpoint businessUseEndpoint(BusinessUseClient client) {
			return new BusinessUseEndpoint(client);
		}

	}

}
