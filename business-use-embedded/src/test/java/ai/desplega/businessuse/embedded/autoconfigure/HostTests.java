package ai.desplega.businessuse.embedded.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.transport.InMemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the console in applications of different configurations.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostTests {

	private static final String SECURITY = "--spring.autoconfigure.exclude="
			+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

	private ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--spring.mvc.servlet.path=/api", "--spring.web.resources.add-mappings=false",
			"--spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE", "--spring.threads.virtual.enabled=true",
			"--spring.main.lazy-initialization=true" })
	void worksAlongsideTheApplication(String argument, CapturedOutput log) throws Exception {
		start(CatchAll.class, argument);
		checkConsole("/business-use");
		assertThat(log.getOut()).contains("The Business-Use console at " + url("/business-use/") + " shows");
	}

	@Test
	void isBelowTheContextPath(CapturedOutput log) throws Exception {
		start(CatchAll.class, "--server.servlet.context-path=/shop",
				"--business-use.embedded.console.path=/console/runs/");
		checkConsole("/shop/console/runs");
		assertThat(log.getOut()).contains("The Business-Use console at " + url("/shop/console/runs/"));
	}

	@Test
	void doesNotRequireSpringMvc() throws Exception {
		start(OwnMvc.class);
		checkConsole("/business-use");
	}

	@Test
	void worksOnJetty() throws Exception {
		start(OnJetty.class);
		checkConsole("/business-use");
	}

	@Test
	void isNotOnTheManagementPort() throws Exception {
		start(CatchAll.class, "--management.server.port=0");
		checkConsole("/business-use");
		String port = this.application.getEnvironment().getProperty("local.management.port");
		assertThat(get(URI.create("http://localhost:" + port + "/business-use/")).statusCode()).isEqualTo(404);
	}

	@Test
	void springSecurityAppliesWithHint(CapturedOutput log) throws Exception {
		start(CatchAll.class, SECURITY);
		assertThat(get("/business-use/").statusCode()).isIn(401, 302);
		assertThat(log.getOut())
			.contains("If Spring Security denies access to the Business-Use console: permit /business-use/**");
	}

	@Test
	void springSecurityPermitsItsMatcher() throws Exception {
		start(Secured.class, SECURITY);
		checkConsole("/business-use");
		assertThat(get("/other").statusCode()).isIn(401, 302, 403);
	}

	@Test
	void doesNotAffectTheApplication() throws Exception {
		start(CatchAll.class);
		assertThat(get("/").body()).isEqualTo("caught");
		assertThat(get("/business-user").body()).isEqualTo("caught");
		assertThat(get("/v1/status").body()).isEqualTo("caught");
		assertThat(get("/webjars/d3/dist/d3.min.js").body()).isEqualTo("caught");
	}

	@Test
	void unusablePathIsReplacedByTheDefault(CapturedOutput log) throws Exception {
		start(CatchAll.class, "--business-use.embedded.console.path=/*");
		checkConsole("/business-use");
		assertThat(log.getOut()).contains("business-use.embedded.console.path must be a path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--business-use.embedded.enabled=false", "--business-use.api-key=key",
			"--business-use.url=http://localhost:1", "--business-use.enabled=false", "--business-use.enabled=off" })
	void pathBelongsToTheApplicationIfTheConsoleIsOff(String argument, CapturedOutput log) throws Exception {
		start(CatchAll.class, argument);
		assertThat(get("/business-use/").body()).isEqualTo("caught");
		assertThat(log.getOut()).doesNotContain("The Business-Use console at");
	}

	@Test
	void pathBelongsToTheApplicationIfItHasItsOwnTransport() throws Exception {
		start(OwnTransport.class);
		assertThat(get("/business-use/").body()).isEqualTo("caught");
	}

	@Test
	void redirectsOnlyToItsOwnPath() throws Exception {
		start(CatchAll.class);
		HttpResponse<String> redirect = get("//other.example/../business-use/v1/status/?page=1");
		assertThat(redirect.statusCode()).isEqualTo(307);
		assertThat(redirect.headers().firstValue("Location")).contains("/business-use/v1/status?page=1");
	}

	@Test
	void startsWithSeveralClientBeans() throws Exception {
		start(OwnClients.class);
		assertThat(get("/business-use/").statusCode()).isEqualTo(404);
	}

	@Test
	void showsTheRunsOfTheParentContext() throws Exception {
		this.application = new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE)
			.properties("business-use.embedded.enabled=true")
			.child(CatchAll.class)
			.web(WebApplicationType.SERVLET)
			.run("--server.port=0", "--logging.level.ai.desplega.businessuse.embedded=info");
		checkConsole("/business-use");
		((ConfigurableApplicationContext) this.application.getParent()).close();
	}

	private void checkConsole(String path) throws Exception {
		HttpResponse<String> redirect = get(path);
		assertThat(redirect.statusCode()).isEqualTo(302);
		assertThat(redirect.headers().firstValue("Location")).contains(path + "/");
		HttpResponse<String> page = get(path + "/");
		assertThat(page.body()).contains("Business-Use console");
		assertThat(page.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';")
				.doesNotContain("unsafe"));
		for (String file : List.of("/page.css", "/favicon.svg", "/js/main.js", "/js/api.js", "/js/details.js",
				"/js/dom.js", "/js/format.js", "/js/graph.js", "/js/runs.js", "/lib/d3/dist/d3.min.js",
				"/lib/dagre/dist/dagre.min.js")) {
			assertThat(get(path + file).statusCode()).as(file).isEqualTo(200);
		}
		for (String file : List.of("/index.html", "/js/", "/js/../index.html", "/js/%2e%2e/index.html",
				"/Runs.class")) {
			assertThat(get(path + file).statusCode()).as(file).isNotEqualTo(200);
		}
		this.application.getBean(BusinessUseClient.class).act("paid", FlowRun.of("checkout", 17), Map.of());
		assertThat(get(path + "/api/runs").body()).contains("\"flows\":[\"checkout\"]", "\"runId\":\"17\"");
		assertThat(JsonMapper.shared().readTree(get(path + "/v1/status").body()).get("status").stringValue())
			.isEqualTo("success");
	}

	private void start(Class<?> configuration, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--business-use.embedded.enabled=true",
				"--logging.level.ai.desplega.businessuse.embedded=info"));
		List.of(arguments).stream().filter((argument) -> !argument.isEmpty()).forEach(all::add);
		this.application = SpringApplication.run(configuration, all.toArray(String[]::new));
	}

	private String url(String path) {
		return "http://localhost:" + this.application.getEnvironment().getProperty("local.server.port") + path;
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return get(URI.create(url(path)));
	}

	private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).header("X-Api-Key", "any").build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class CatchAll {

		@RequestMapping("/**")
		String all() {
			return "caught";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(CatchAll.class)
	static class OwnClients {

		@Bean
		BusinessUseClient first() {
			return BusinessUseClient.noop();
		}

		@Bean
		BusinessUseClient second() {
			return BusinessUseClient.noop();
		}

	}

	@EnableWebMvc
	@Configuration(proxyBeanMethods = false)
	@Import(CatchAll.class)
	static class OwnMvc {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(CatchAll.class)
	static class OwnTransport {

		@Bean
		InMemoryTransport transport() {
			return new InMemoryTransport();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(CatchAll.class)
	static class OnJetty {

		@Bean
		JettyServletWebServerFactory jetty() {
			return new JettyServletWebServerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(CatchAll.class)
	static class Secured {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain console(HttpSecurity http) {
			return http.securityMatcher("/business-use/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		SecurityFilterChain others(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

}
