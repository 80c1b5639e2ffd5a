package ai.desplega.businessuse.embedded.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.console.Access;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.web.context.WebApplicationContext;

/**
 * Opens the console when the web server has started, and logs its address. Before that,
 * and on an unknown web server, requests are refused.
 */
final class ConsoleAddress implements ApplicationListener<WebServerInitializedEvent>, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseEmbeddedAutoConfiguration.class);

	private final String path;

	private final Access access;

	private final AddressChange addressChange;

	private final ObjectProvider<DevelopmentBackend> backends;

	private final ObjectProvider<BusinessUseClient> clients;

	ConsoleAddress(String path, Access access, AddressChange addressChange, ObjectProvider<DevelopmentBackend> backends,
			ObjectProvider<BusinessUseClient> clients) {
		this.path = path;
		this.access = access;
		this.addressChange = addressChange;
		this.backends = backends;
		this.clients = clients;
	}

	Access access() {
		return this.access;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() != null
				|| !(event.getApplicationContext() instanceof WebApplicationContext context)
				|| context.getServletContext() == null) {
			return;
		}
		ServletContext servletContext = context.getServletContext();
		String unreliable = this.addressChange.reason(servletContext, event.getWebServer());
		this.access.open(unreliable);
		// initializes a lazy client, which requests the backend
		this.clients.getIfUnique();
		if (this.backends.getObject().backend() != null) {
			log(url(context, event.getWebServer().getPort(), servletContext), unreliable, servletContext);
		}
	}

	private void log(String url, @Nullable String unreliable, ServletContext servletContext) {
		if (unreliable != null && !this.access.isRemoteAllowed()) {
			logger.warn("The Business-Use console at {} refuses all requests: {}, so the remote address of a request "
					+ "may come from a header. Remove this configuration in development, or set "
					+ "business-use.embedded.console.allow-remote to true", url, unreliable);
			return;
		}
		logger.info("The Business-Use console at {} shows the runs of this application", url);
		if (servletContext.getFilterRegistration("springSecurityFilterChain") != null) {
			logger.info("If Spring Security denies access to the Business-Use console: permit {}/** in a separate "
					+ "SecurityFilterChain without CSRF protection", this.path);
		}
	}

	private String url(ApplicationContext context, int port, ServletContext servletContext) {
		AbstractConfigurableWebServerFactory factory = context
			.getBeanProvider(AbstractConfigurableWebServerFactory.class)
			.getIfUnique();
		String scheme = (factory != null && Ssl.isEnabled(factory.getSsl())) ? "https" : "http";
		return scheme + "://localhost:" + port + servletContext.getContextPath() + this.path + "/";
	}

}
