package ai.desplega.businessuse.embedded.console;

import java.time.Duration;
import java.time.InstantSource;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.evaluation.QuickJs;
import ai.desplega.businessuse.embedded.store.BackgroundEvaluation;
import ai.desplega.businessuse.embedded.store.Evaluations;
import ai.desplega.businessuse.embedded.store.EventStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Internal configuration of the backend and of the endpoints of its page, for the sample
 * application. With {@code business-use.url} set only the endpoints of the page remain,
 * and name the other backend.
 */
@Configuration(proxyBeanMethods = false)
public class EmbeddedBackendConfiguration {

	@Bean
	RunController runController(ObjectProvider<Runs> runs, @Value("${business-use.url:}") String backendUrl) {
		return new RunController(runs, backendUrl);
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnNoBackendUrl.class)
	static class BackendConfiguration {

		@Bean
		EventStore eventStore() {
			return new EventStore(InstantSource.system());
		}

		@Bean
		Evaluations evaluations(EventStore store) {
			return new Evaluations(store, new QuickJs(), InstantSource.system());
		}

		@Bean
		BackgroundEvaluation backgroundEvaluation(EventStore store, Evaluations evaluations) {
			return new BackgroundEvaluation(store, evaluations, InstantSource.system());
		}

		@Bean
		Runs runs(EventStore store, Evaluations evaluations) {
			return new Runs(store, evaluations);
		}

		@Bean
		RouterFunction<ServerResponse> backendRoutes(EventStore store, Evaluations evaluations,
				BackgroundEvaluation background, @Value("${business-use.api-key:}") String apiKey) {
			return new BackendRoutes(new ApiKeyCheck(apiKey), store, evaluations, background, InstantSource.system())
				.routes();
		}

		@Bean
		OwnServer ownServer(@Value("${server.address:}") String address,
				@Value("${business-use.api-key:}") String apiKey) {
			return new OwnServer(address, apiKey);
		}

		@Bean
		FlushBeforeWebServerStops flushBeforeWebServerStops(BusinessUseClient client,
				@Value("${business-use.shutdown-timeout:5s}") Duration timeout) {
			return new FlushBeforeWebServerStops(client, timeout);
		}

		/**
		 * As in the real backend, a redirect keeps method and body.
		 */
		@Bean
		UrlHandlerFilter trailingSlashRedirect() {
			return UrlHandlerFilter.trailingSlashHandler("/v1/**", "/health/")
				.redirect(HttpStatus.TEMPORARY_REDIRECT)
				.build();
		}

	}

}
