package ai.desplega.businessuse.spring.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Measures the cost of the starter for the start of an empty web application in a new
 * JVM. The backend accepts connections and never responds, so a connection check at
 * startup would add seconds. There must be no connection afterwards.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(20)
public class StartupBenchmark {

	/**
	 * Parameter: {@code true} for an application with the starter.
	 */
	@Param({ "false", "true" })
	public boolean starter;

	private ServerSocket backend;

	private ConfigurableApplicationContext context;

	@Setup
	public void listen() throws IOException {
		this.backend = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
	}

	@TearDown
	public void stop() throws IOException {
		this.context.close();
		try (ServerSocket unused = this.backend) {
			unused.setSoTimeout(100);
			unused.accept().close();
		}
		catch (SocketTimeoutException ex) {
			return;
		}
		throw new IllegalStateException("The start of the application connected to the backend");
	}

	/**
	 * Start the application, and wait until it accepts requests.
	 */
	@Benchmark
	public String run() {
		this.context = SpringApplication.run(WebApplication.class, "--server.port=0", "--starter=" + this.starter,
				"--business-use.api-key=key", "--business-use.url=http://127.0.0.1:" + this.backend.getLocalPort());
		return this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WebAutoConfigurations.class)
	static class WebApplication {

	}

	/**
	 * Selects the auto-configurations of {@code spring-boot-starter-webmvc} and of the
	 * starter from those on the class path of the tests. A property that excludes the
	 * other auto-configurations would load them.
	 */
	static class WebAutoConfigurations extends AutoConfigurationImportSelector {

		private static final String WEB = "org\\.springframework\\.boot\\."
				+ "(autoconfigure|http\\.converter|jackson|servlet|tomcat|webmvc)\\..*";

		private static final String STARTER = "ai\\.desplega\\..*";

		private static final String OF_ACTUATOR = ".*(\\.actuate\\.|\\.metrics\\.|Actuate).*";

		@Override
		protected @Nullable AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
			return null;
		}

		@Override
		protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
				@Nullable AnnotationAttributes attributes) {
			boolean starter = getEnvironment().getRequiredProperty("starter", Boolean.class);
			return super.getCandidateConfigurations(metadata, attributes).stream()
				.filter((name) -> !name.matches(OF_ACTUATOR))
				.filter((name) -> name.matches(WEB) || (starter && name.matches(STARTER)))
				.collect(Collectors.toCollection(ArrayList::new));
		}

	}

}
