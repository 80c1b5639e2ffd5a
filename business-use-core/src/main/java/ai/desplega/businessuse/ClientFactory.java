package ai.desplega.businessuse;

import java.util.List;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.internal.delivery.BatchProcessor;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.http.HttpTransport;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates clients from the settings of a builder, the environment and the defaults.
 */
final class ClientFactory {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseClient.class);

	private ClientFactory() {
	}

	static BusinessUseClient newClient(BusinessUseClient.Builder builder) {
		ClientConfig config = builder.config.build(builder.environment, logger);
		if (!config.enabled()) {
			logger.info("Business-Use is off: it is not enabled");
			return BusinessUseClient.noop();
		}
		EventTransport transport = (builder.transport != null) ? builder.transport : httpTransport(config);
		if (transport == null) {
			return BusinessUseClient.noop();
		}
		BatchProcessor processor = new BatchProcessor(config, transport, builder.scheduler.get(), logger,
				System::nanoTime);
		return new DefaultBusinessUseClient(List.copyOf(builder.customizers),
				new FlowDefaults(registry(builder.flows), logger), config.maxEventBytes(), processor,
				new ThrottledEventLogger(logger, System::nanoTime));
	}

	private static FlowRegistry registry(List<FlowDefinition> definitions) {
		FlowRegistry flows = new FlowRegistry();
		definitions.forEach((definition) -> flows.add(definition).forEach(logger::warn));
		flows.takeWarnings().forEach(logger::warn);
		return flows;
	}

	private static @Nullable EventTransport httpTransport(ClientConfig config) {
		if (config.apiKey() == null) {
			logger.warn("Business-Use is off: it has no API key; set business-use.api-key or BUSINESS_USE_API_KEY");
			return null;
		}
		if (config.urlProblem() != null) {
			logger.warn("Business-Use is off, because events must not be sent to another host: {}",
					config.urlProblem());
			return null;
		}
		return new HttpTransport(config.url(), config.apiKey(), config.connectTimeout(), config.readTimeout());
	}

}
