package ai.desplega.businessuse.spring.autoconfigure;

import java.net.URI;
import java.util.Objects;

import ai.desplega.businessuse.internal.config.ClientConfig;
import ai.desplega.businessuse.spring.internal.FallbackTransport;
import ai.desplega.businessuse.spring.internal.OffReason;
import ai.desplega.businessuse.spring.internal.TestTransport;
import ai.desplega.businessuse.transport.EventTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.StringUtils;

/**
 * Selects the transport of the client: the transport of a test, of the application, HTTP,
 * or a fallback if neither an API key nor a URL is configured. The transport is selected
 * when the client is created, and not by conditions, because ahead-of-time processing
 * would evaluate conditions at build time, without an API key.
 */
final class TransportSelector {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private final ObjectProvider<TestTransport> testTransports;

	private final ObjectProvider<EventTransport> transports;

	private final ObjectProvider<BusinessUseConnectionDetails> connectionDetails;

	private final ObjectProvider<BusinessUseRestClientCustomizer> customizers;

	private final ObjectProvider<FallbackTransport> fallbacks;

	private final ClientSettings settings;

	private final OffReason offReason;

	TransportSelector(ObjectProvider<TestTransport> testTransports, ObjectProvider<EventTransport> transports,
			ObjectProvider<BusinessUseConnectionDetails> connectionDetails,
			ObjectProvider<BusinessUseRestClientCustomizer> customizers, ObjectProvider<FallbackTransport> fallbacks,
			ClientSettings settings, OffReason offReason) {
		this.testTransports = testTransports;
		this.transports = transports;
		this.connectionDetails = connectionDetails;
		this.customizers = customizers;
		this.fallbacks = fallbacks;
		this.settings = settings;
		this.offReason = offReason;
	}

	/**
	 * Select the transport. The transports of a test and of the application need neither
	 * URL nor API key.
	 * @param enabled whether the client is to be on outside of tests
	 * @return the transport, or {@code null} if the client must be off; the reason has
	 * been logged and set in {@link OffReason}
	 */
	@Nullable EventTransport select(boolean enabled) {
		TestTransport test = this.testTransports.getIfAvailable();
		if (test != null) {
			return test.transport();
		}
		return enabled ? select() : off("business-use.enabled is false");
	}

	private @Nullable EventTransport off(String reason) {
		this.offReason.set(reason);
		return null;
	}

	private @Nullable EventTransport select() {
		try {
			EventTransport own = this.transports.getIfAvailable();
			return (own != null) ? own : overHttp(this.connectionDetails.getObject());
		}
		catch (NoUniqueBeanDefinitionException ex) {
			logger.warn("Business-Use is off: {}; mark one of them as @Primary", ex.getMessage());
			return off(String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable EventTransport overHttp(BusinessUseConnectionDetails connection) {
		String apiKey = this.settings.apiKey(connection);
		if (apiKey == null) {
			EventTransport fallback = this.settings.isUnconfigured(connection) ? fallback() : null;
			if (fallback != null) {
				return fallback;
			}
			logger.warn("Business-Use is off: it has no API key; set business-use.api-key (BUSINESS_USE_API_KEY),"
					+ " or set business-use.enabled to false to turn it off without this message");
			return off(
					StringUtils.hasText(connection.getApiKey()) ? "the API key is invalid" : "the API key is not set");
		}
		URI url = this.settings.url(connection);
		if (url == null) {
			return off("the URL is invalid");
		}
		ClientConfig config = this.settings.config();
		return new RestClientTransport(url, apiKey, config.connectTimeout(), config.readTimeout(),
				(client) -> this.customizers.orderedStream().forEach((customizer) -> customizer.customize(client)));
	}

	private @Nullable EventTransport fallback() {
		return this.fallbacks.orderedStream()
			.map(FallbackTransport::transport)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
