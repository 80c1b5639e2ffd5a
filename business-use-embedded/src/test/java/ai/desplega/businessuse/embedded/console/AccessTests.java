package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Access} with requests over real sockets.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessTests {

	private static final String LOCALHOST = "Host: localhost";

	private ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void servesOnlyRequestsFromThisMachine(CapturedOutput log) throws IOException {
		start();
		assertThat(get(LOCALHOST)).isEqualTo(200);
		assertThat(get("Host: LOCALHOST:8080")).isEqualTo(200);
		assertThat(get("Host: 127.0.0.1:1")).isEqualTo(200);
		assertThat(get("Host: [::1]:80")).isEqualTo(200);
		assertThat(get(LOCALHOST + ":8080", "Origin: http://localhost:8080")).isEqualTo(200);
		assertThat(log.getOut()).doesNotContain("Refused");

		for (String host : new String[] { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0",
				"127.0.0.2", "localhost.", "user@localhost", "[::2]", "" }) {
			assertThat(get("Host: " + host)).as(host).isIn(400, 404);
		}
		for (String header : new String[] { "Forwarded: for=127.0.0.1", "X-Forwarded-For: 127.0.0.1",
				"x-forwarded-host: localhost", "X-FORWARDED-PROTO:", "X-Forwarded-Prefix: /x" }) {
			assertThat(get(LOCALHOST, header)).as(header).isEqualTo(404);
		}
		for (String origin : new String[] { "null", "http://evil.example", "http://localhost:8081",
				"https://localhost.evil", "localhost:8080", "" }) {
			assertThat(get(LOCALHOST + ":8080", "Origin: " + origin)).as(origin).isEqualTo(404);
		}
		assertThat(log.getOut()).containsOnlyOnce("its Host is")
			.containsOnlyOnce("it has passed a proxy")
			.containsOnlyOnce("its Origin is")
			.contains("allow-remote=true");
	}

	@Test
	void refusesSameRequestsOnJetty() throws IOException {
		start("--test.jetty=true");
		assertThat(get(LOCALHOST + ":8080", "Origin: http://localhost:8080")).isEqualTo(200);
		assertThat(get("Host: evil.example")).isEqualTo(404);
		assertThat(get(LOCALHOST, "Origin: http://evil.example")).isEqualTo(404);
		assertThat(get(LOCALHOST, "Forwarded: for=127.0.0.1")).isEqualTo(404);
	}

	@Test
	void refusesFormPostOfOtherSiteBeforeReading() throws IOException {
		start();
		String post = "POST /business-use/v1/events-batch HTTP/1.1\r\n" + LOCALHOST
				+ "\r\nOrigin: http://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n";
		assertThat(status("127.0.0.1", post, "[]")).isEqualTo(404);
	}

	@Test
	void refusesOtherAddressesOfThisMachine(CapturedOutput log) throws IOException {
		Optional<String> address = otherAddress();
		start();
		if (address.isPresent()) {
			assertThat(status(address.get(), request(LOCALHOST))).isEqualTo(404);
			assertThat(log.getOut()).contains("it comes from " + address.get());
		}
	}

	@Test
	void remoteMachinesCanBeAllowedButNotOtherSites() throws IOException {
		Optional<String> address = otherAddress();
		start("--business-use.embedded.console.allow-remote=true");
		assertThat(status(address.orElse("127.0.0.1"), request("Host: shop.internal"))).isEqualTo(200);
		assertThat(get("Host: shop.internal", "Origin: http://evil.example")).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--server.forward-headers-strategy=native", "--server.forward-headers-strategy=framework",
			"--server.tomcat.remoteip.remote-ip-header=X-Real-Ip", "--test.filter=true", "--test.valve=true",
			"--test.jetty=true --server.forward-headers-strategy=native", "--test.jetty=true --test.customizer=true" })
	void refusesAllIfAddressMayComeFromHeader(String argument, CapturedOutput log) throws IOException {
		start(argument.split(" "));
		assertThat(get(LOCALHOST)).isEqualTo(404);
		assertThat(get(LOCALHOST, "X-Forwarded-For: 127.0.0.1")).isEqualTo(404);
		assertThat(log.getOut()).contains("refuses all requests: ", "allow-remote");
	}

	@Test
	void checksConnectionOfWrappedRequest() throws IOException {
		start("--test.wrapper=true");
		assertThat(get("Host: evil.example")).isEqualTo(404);
		assertThat(get(LOCALHOST)).isEqualTo(200);
	}

	private void start(String... arguments) {
		SpringApplication spring = new SpringApplication(BackendServer.class, Proxies.class);
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--business-use.embedded.enabled=true",
				"--logging.level.ai.desplega.businessuse.embedded=info"));
		all.addAll(List.of(arguments));
		this.application = spring.run(all.toArray(String[]::new));
	}

	private int get(String... headers) throws IOException {
		return status("127.0.0.1", request(headers));
	}

	private static String request(String... headers) {
		return "GET /business-use/ HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n";
	}

	private int status(String address, String request) throws IOException {
		return status(address, request, "");
	}

	private int status(String address, String request, String body) throws IOException {
		int port = this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (Socket socket = new Socket(InetAddress.getByName(address), port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write((request + "Connection: close\r\n\r\n" + body).getBytes(UTF_8));
			String response = new String(socket.getInputStream().readAllBytes(), UTF_8);
			return Integer.parseInt(response.substring(9, 12));
		}
	}

	/**
	 * Find an address of this machine that is not a loopback address.
	 */
	private static Optional<String> otherAddress() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress() && address.getAddress().length == 4)
			.map(InetAddress::getHostAddress)
			.findFirst();
	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		@ConditionalOnProperty("test.filter")
		ForwardedHeaderFilter forwarded() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		@ConditionalOnProperty("test.valve")
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> valve() {
			return (factory) -> factory.addContextValves(new RemoteIpValve());
		}

		@Bean
		@ConditionalOnProperty("test.jetty")
		JettyServletWebServerFactory jetty() {
			return new JettyServletWebServerFactory();
		}

		@Bean
		@ConditionalOnProperty("test.customizer")
		WebServerFactoryCustomizer<JettyServletWebServerFactory> customizer() {
			return (factory) -> factory.addServerCustomizers((server) -> Arrays.stream(server.getConnectors())
				.flatMap((connector) -> connector.getConnectionFactories().stream())
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.forEach((http) -> ((HttpConfiguration.ConnectionFactory) http).getHttpConfiguration()
					.addCustomizer(new ForwardedRequestCustomizer())));
		}

		@Bean
		@ConditionalOnProperty("test.wrapper")
		Filter hiding() {
			return (request, response, chain) -> chain.doFilter(hide(request), response);
		}

		private static ServletRequest hide(ServletRequest request) {
			return new HttpServletRequestWrapper((HttpServletRequest) request) {

				@Override
				public String getHeader(String name) {
					return name.equals("Host") ? "localhost" : super.getHeader(name);
				}

			};
		}

	}

}
