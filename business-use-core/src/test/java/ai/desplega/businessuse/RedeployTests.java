package ai.desplega.businessuse;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.testing.ChildJvm;
import ai.desplega.businessuse.testing.ScriptedBackend;
import ai.desplega.businessuse.testing.ScriptedBackend.Request;
import ai.desplega.businessuse.testing.ScriptedBackend.Script;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.slf4j.Logger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the class loader of an undeployed application can be garbage-collected,
 * although the threads that called the application continue to run. Soft references in
 * caches of Spring and the JDK are ignored, because a JVM clears them before it runs out
 * of memory.
 */
@Timeout(120)
class RedeployTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@ParameterizedTest
	@ValueSource(classes = { BringsTheClientAlong.class, FindsTheClientInItsContainer.class })
	void unloadedApplicationIsGarbageCollected(Class<?> deployment) throws Exception {
		ChildJvm.run(List.of("-XX:SoftRefLRUPolicyMSPerMB=0"), LONG.multipliedBy(3), deployment);
	}

	/**
	 * The class loader of the application contains the client and its dependencies.
	 */
	static final class BringsTheClientAlong {

		public static void main(String[] args) throws Exception {
			assertIsForgotten(
					() -> new Deployment(ClassLoader.getPlatformClassLoader(), location(BusinessUseClient.class),
							location(JsonMapper.class), location(JsonGenerator.class), location(JsonProperty.class),
							location(ClassReader.class), location(ClassNode.class), location(Logger.class)));
		}

	}

	/**
	 * The class loader of the container contains the client.
	 */
	static final class FindsTheClientInItsContainer {

		public static void main(String[] args) throws Exception {
			assertIsForgotten(() -> new Deployment(RedeployTests.class.getClassLoader()));
		}

	}

	private static void assertIsForgotten(Deployments deployments) throws Exception {
		ExecutorService container = Executors.newSingleThreadExecutor();
		try (ScriptedBackend backend = new ScriptedBackend(Script.OK)) {
			WeakReference<ClassLoader> application = container.submit(() -> run(deployments, backend.url().toString()))
				.get();
			assertThat(new OfTheContainer("a")).isEqualTo(new OfTheContainer("a"));
			assertThat(backend.requests()).extracting(Request::text)
				.last()
				.asString()
				.contains("\"id\":\"map\"", "\"id\":\"record\"", "\"id\":\"lambda\"",
						"{\"amount\":5,\"labels\":[\"a\"]}", "\"validator\":");
			await("end of the worker").atMost(LONG).until(() -> workers().isEmpty());
			await("garbage collection of the class loader").atMost(LONG).until(() -> {
				System.gc();
				return application.refersTo(null);
			});
			assertThat(backend.openConnections()).isZero();
		}
		finally {
			container.shutdown();
		}
	}

	private static List<Thread> workers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("business-use"))
			.toList();
	}

	/**
	 * Run the application on a thread of the container, which continues to run.
	 */
	private static WeakReference<ClassLoader> run(Deployments deployments, String url) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (Deployment deployment = deployments.newDeployment()) {
			thread.setContextClassLoader(deployment);
			Class<?> application = deployment.loadClass(Application.class.getName());
			assertThat(application.getClassLoader()).isSameAs(deployment);
			@SuppressWarnings("unchecked")
			Function<String, String> main = (Function<String, String>) application.getDeclaredConstructor()
				.newInstance();
			assertThat(main.apply(url)).isEqualTo("3 sent");
			return new WeakReference<>(deployment);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL location(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation();
	}

	/**
	 * Record whose methods are called.
	 */
	private record OfTheContainer(String name) {
	}

	/**
	 * Creates class loaders.
	 */
	@FunctionalInterface
	private interface Deployments {

		Deployment newDeployment() throws Exception;

	}

	/**
	 * Class loader that defines the classes of the application itself.
	 */
	private static final class Deployment extends URLClassLoader {

		private Deployment(ClassLoader parent, URL... libraries) {
			super(Stream.concat(Stream.of(libraries), Stream.of(location(Application.class))).toArray(URL[]::new),
					parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (!name.startsWith(Application.class.getName())) {
					return super.loadClass(name, resolve);
				}
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

	/**
	 * Application that uses all parts of the client that may be cached: data that needs
	 * Jackson, a lambda that is read from its class, and a customizer.
	 */
	public static final class Application implements Function<String, String> {

		@Override
		public String apply(String url) {
			BusinessUseClient client = BusinessUseClient.builder()
				.environment((name) -> null)
				.apiKey("key")
				.url(url)
				.customizer((event) -> event.toBuilder().additionalMeta(Map.of("version", 1)).build())
				.build();
			client.act("map", FlowRun.of("f", "1"), Map.of("amount", 5));
			client.act((event) -> event.id("record").flow("f").runId("1").data(new Order(5, List.of("a"))));
			client.assertion((event) -> event.id("lambda")
				.flow("f")
				.runId("1")
				.validator((data, ctx) -> data.number("amount") > 0));
			client.act("refused", FlowRun.of("f", null), Map.of());
			client.close();
			return client.status().sent() + " sent";
		}

		/**
		 * Data.
		 */
		public record Order(int amount, List<String> labels) {
		}

	}

}
