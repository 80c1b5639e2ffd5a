package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;

import ai.desplega.businessuse.BusinessEventCustomizer;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.client.ManagedClient;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.internal.AnnotatedFlows;
import ai.desplega.businessuse.spring.internal.AnnotatedMethodCount;
import ai.desplega.businessuse.spring.internal.FallbackTransport;
import ai.desplega.businessuse.spring.internal.OffReason;
import ai.desplega.businessuse.spring.internal.TestTransport;
import ai.desplega.businessuse.spring.internal.TransportDecorator;
import ai.desplega.businessuse.spring.internal.transaction.EventSinks;
import ai.desplega.businessuse.transport.EventTransport;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link BusinessUseClient}.
 */
@AutoConfiguration
@EnableConfigurationProperties(BusinessUseProperties.class)
public final class BusinessUseAutoConfiguration implements AopInfrastructureBean {

	/**
	 * Static, because the first properties may be bound for a post-processor.
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

	@Bean
	static ApplicationJsonMapper businessUseJsonMapper(ObjectProvider<JsonMapper> mappers) {
		return new ApplicationJsonMapper(mappers);
	}

	@Bean
	@ConditionalOnMissingBean
	FlowRegistry businessUseFlowRegistry(ObjectProvider<FlowDefinition> definitions) {
		FlowRegistry flows = new FlowRegistry();
		FlowRegistration.register(definitions, flows);
		return flows;
	}

	@Bean
	FlowRegistration businessUseFlowRegistration(FlowRegistry flows, ObjectProvider<FlowDefinition> definitions,
			ObjectProvider<AnnotatedFlows> annotated, ObjectProvider<BusinessUseClient> clients) {
		return new FlowRegistration(flows, definitions, annotated, clients);
	}

	@Bean
	@ConditionalOnMissingBean
	OffReason businessUseOffReason() {
		return new OffReason();
	}

	/**
	 * Create the client without a destroy method, because {@link ClientCloser} closes it.
	 */
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	BusinessUseClient businessUseClient(BusinessUseProperties properties, ClientCloser closer,
			ApplicationJsonMapper mapper, ObjectProvider<TestTransport> testTransports,
			ObjectProvider<EventTransport> transports, ObjectProvider<BusinessUseConnectionDetails> connectionDetails,
			ObjectProvider<BusinessUseRestClientCustomizer> restClientCustomizers,
			ObjectProvider<FallbackTransport> fallbackTransports,
			ObjectProvider<TransportDecorator> transportDecorators,
			ObjectProvider<BusinessEventCustomizer> eventCustomizers,
			ObjectProvider<BoundConfigurationProperties> boundProperties, FlowRegistry flows, OffReason offReason) {
		ClientSettings settings = new ClientSettings(properties, boundProperties.getIfAvailable());
		EventTransport transport = new TransportSelector(testTransports, transports, connectionDetails,
				restClientCustomizers, fallbackTransports, settings, offReason)
			.select(properties.isEnabled());
		if (transport == null) {
			return BusinessUseClient.noop();
		}
		for (TransportDecorator decorator : transportDecorators.orderedStream().toList()) {
			transport = decorator.decorate(transport);
		}
		Duration shutdownTimeout = settings.config().shutdownTimeout();
		BusinessUseClient.Builder builder = settings.toBuilder().transport(transport);
		eventCustomizers.orderedStream().forEach(builder::customizer);
		BusinessUseClient client = builder.build();
		if (client instanceof ManagedClient managed) {
			managed.useMapper(mapper);
			managed.useFlows(flows);
			closer.closeLast(managed, shutdownTimeout);
		}
		return properties.isAfterCommit() ? EventSinks.afterCommit(client) : client;
	}

	@Bean
	@ConditionalOnMissingBean
	StartupMessage businessUseStartupMessage(OffReason offReason, ObjectProvider<BusinessUseClient> clients,
			ObjectProvider<TestTransport> testTransports, ObjectProvider<AnnotatedMethodCount> counts) {
		return new StartupMessage(offReason, clients, testTransports, counts);
	}

}
