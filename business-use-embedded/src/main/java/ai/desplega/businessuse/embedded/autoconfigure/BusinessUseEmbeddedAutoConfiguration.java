package ai.desplega.businessuse.embedded.autoconfigure;

import java.util.function.BiConsumer;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.console.Access;
import ai.desplega.businessuse.embedded.console.ConsoleServlet;
import ai.desplega.businessuse.embedded.evaluation.Evaluation;
import ai.desplega.businessuse.embedded.store.RunKey;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.EventTransport;
import jakarta.servlet.Servlet;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the embedded backend and its
 * console. Off during ahead-of-time processing, which sees the module even if the archive
 * will not contain it. Whether backend and console are used also depends on the main
 * class and on other beans, and is determined when their beans are created.
 */
@AutoConfiguration(before = BusinessUseAutoConfiguration.class)
@ConditionalOnClass(BusinessUseAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = AbstractAotProcessor.AOT_PROCESSING, havingValue = false, matchIfMissing = true)
@EnableConfigurationProperties(EmbeddedProperties.class)
public final class BusinessUseEmbeddedAutoConfiguration {

	@Bean
	Activation businessUseEmbeddedActivation(EmbeddedProperties properties, Environment environment,
			ObjectProvider<MainClass> mainClass) {
		return new Activation(properties, environment, mainClass.getIfAvailable());
	}

	/**
	 * Create one backend for a context hierarchy, because a hierarchy has only one
	 * client, and the console of a child context shows the runs of that client.
	 */
	@Bean
	@ConditionalOnMissingBean
	DevelopmentBackend businessUseDevelopmentBackend(Activation activation, ObjectProvider<FlowRegistry> flows,
			ObjectProvider<ConsoleAddress> consoles) {
		BiConsumer<RunKey, Evaluation> listener = (consoles.getIfAvailable() != null) ? (run, evaluation) -> {
		} : new RunLog();
		return new DevelopmentBackend(activation, flows::getObject, listener);
	}

	/**
	 * Console of a servlet application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Servlet.class, WebServerInitializedEvent.class })
	static class ConsoleConfiguration {

		@Bean
		ConsoleAddress businessUseConsoleAddress(EmbeddedProperties properties, Environment environment,
				ObjectProvider<DevelopmentBackend> backends, ObjectProvider<BusinessUseClient> clients) {
			return new ConsoleAddress(ConsolePath.of(properties), new Access(properties.getConsole().isAllowRemote()),
					new AddressChange(environment), backends, clients);
		}

		/**
		 * The servlet is registered before the client is created. Therefore, the
		 * registration determines whether the client is expected to request the backend.
		 */
		@Bean
		ServletRegistrationBean<ConsoleServlet> businessUseConsole(EmbeddedProperties properties, Activation activation,
				ConsoleAddress address, ObjectProvider<DevelopmentBackend> backends,
				ObjectProvider<BusinessUseClient> clients, ListableBeanFactory beans) {
			ServletRegistrationBean<ConsoleServlet> console = new ServletRegistrationBean<>(
					new ConsoleServlet(address.access(), () -> backends.getObject().backend(), clients::getIfUnique),
					ConsolePath.of(properties) + "/*");
			console.setName("businessUseConsole");
			console.setEnabled(activation.isExpected()
					&& beans.getBeanNamesForType(EventTransport.class, true, false).length == 0);
			return console;
		}

	}

}
