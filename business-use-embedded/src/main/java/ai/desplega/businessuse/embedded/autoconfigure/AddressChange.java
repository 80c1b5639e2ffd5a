package ai.desplega.businessuse.embedded.autoconfigure;

import java.util.Arrays;
import java.util.List;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.apache.catalina.Container;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Finds configuration that may replace the remote address of a request by an address from
 * a header.
 */
final class AddressChange {

	private static final String REMOTE_IP_FILTER = "org.apache.catalina.filters.RemoteIpFilter";

	private final Environment environment;

	AddressChange(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Return the configuration that may replace the address.
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable String reason(ServletContext servletContext, WebServer server) {
		String strategy = property("server.forward-headers-strategy");
		if (StringUtils.hasText(strategy) && !strategy.equalsIgnoreCase("none")) {
			return "server.forward-headers-strategy is " + strategy;
		}
		CloudPlatform platform = CloudPlatform.getActive(this.environment);
		if (strategy == null && platform != null && platform.isUsingForwardHeaders()) {
			return "forwarded headers are used on the cloud platform";
		}
		for (String name : List.of("remote-ip-header", "protocol-header")) {
			if (StringUtils.hasText(property("server.tomcat.remoteip." + name))) {
				return "server.tomcat.remoteip." + name + " is set";
			}
		}
		for (FilterRegistration filter : servletContext.getFilterRegistrations().values()) {
			if (isAddressFilter(filter.getClassName(), servletContext.getClassLoader())) {
				return "the filter '" + filter.getName() + "' is registered";
			}
		}
		if (isPresent("org.springframework.boot.tomcat.TomcatWebServer") && Tomcat.hasRemoteIpValve(server)) {
			return "a RemoteIpValve is registered";
		}
		return (isPresent("org.springframework.boot.jetty.JettyWebServer") && Jetty.hasForwardedCustomizer(server))
				? "a ForwardedRequestCustomizer is registered" : null;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, AddressChange.class.getClassLoader());
	}

	private @Nullable String property(String name) {
		return Binder.get(this.environment).bind(name, String.class).orElse(null);
	}

	private static boolean isAddressFilter(@Nullable String className, ClassLoader loader) {
		if (className == null) {
			return false;
		}
		try {
			return className.equals(REMOTE_IP_FILTER)
					|| ForwardedHeaderFilter.class.isAssignableFrom(ClassUtils.forName(className, loader));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Inspects Tomcat if it is the server.
	 */
	private static final class Tomcat {

		static boolean hasRemoteIpValve(WebServer server) {
			return server instanceof TomcatWebServer tomcat && hasRemoteIpValve(tomcat.getTomcat().getEngine());
		}

		private static boolean hasRemoteIpValve(Container container) {
			for (var valve : container.getPipeline().getValves()) {
				if (valve instanceof RemoteIpValve) {
					return true;
				}
			}
			if (container instanceof StandardContext) {
				return false;
			}
			for (Container child : container.findChildren()) {
				if (hasRemoteIpValve(child)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * Inspects Jetty if it is the server.
	 */
	private static final class Jetty {

		static boolean hasForwardedCustomizer(WebServer server) {
			return server instanceof JettyWebServer jetty && Arrays.stream(jetty.getServer().getConnectors())
				.flatMap((connector) -> connector.getConnectionFactories().stream())
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.map((factory) -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
				.anyMatch((http) -> http.getCustomizer(ForwardedRequestCustomizer.class) != null);
		}

	}

}
