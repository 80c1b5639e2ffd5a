package ai.desplega.businessuse.spring;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.desplega.businessuse.spring.testing.LoopbackBackend;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Deploys an application, undeploys it, and waits until its class loader is
 * garbage-collected. Like in a servlet container, the calling thread continues to run.
 * Runs in a separate JVM, which may be configured to clear soft references immediately.
 */
public final class ServletContainer {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String NEEDED_ONLY_HERE = "(wiremock|junit|archunit|jmh|assertj|awaitility|surefire|byte-buddy"
			+ "|mockito|h2|HikariCP).*";

	private ServletContainer() {
	}

	public static void main(String[] args) throws Exception {
		WeakReference<ClassLoader> loader = args[0].equals("war") ? deployWar() : deployWithSharedLibraries();
		await().atMost(LONG).untilAsserted(() -> {
			System.gc();
			assertThat(loader.get()).isNull();
		});
	}

	private static WeakReference<ClassLoader> deployWar() throws Exception {
		return deployAndUndeploy(libraries(), ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Deploy a second application that shares the libraries. An exception that Spring's
	 * CGLIB keeps permanently has the classes of the first application in its stack
	 * trace.
	 */
	private static WeakReference<ClassLoader> deployWithSharedLibraries() throws Exception {
		run(DeployedApplication.class);
		URL classes = DeployedApplication.class.getProtectionDomain().getCodeSource().getLocation();
		return deployAndUndeploy(new URL[] { classes }, ServletContainer.class.getClassLoader());
	}

	private static WeakReference<ClassLoader> deployAndUndeploy(URL[] urls, ClassLoader parent) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new DeployedClassLoader(urls, parent)) {
			thread.setContextClassLoader(loader);
			Class<?> application = loader.loadClass(DeployedApplication.class.getName());
			assertThat(application).isNotSameAs(DeployedApplication.class);
			run(application);
			linkAnotherRecord();
			return new WeakReference<>(loader);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static void run(Class<?> application) throws Exception {
		try (LoopbackBackend backend = new LoopbackBackend()) {
			String[] arguments = { "--business-use.url=" + backend.url(), "--business-use.api-key=key" };
			application.getMethod("main", String[].class).invoke(null, (Object) arguments);
			assertThat(backend.events()).containsExactly("by_annotation", "by_client", "destroyed");
		}
	}

	/**
	 * Link another record, because on JDK 17 the linkage of {@code equals} and
	 * {@code hashCode} keeps a reference to the component type of the last record.
	 */
	private static void linkAnotherRecord() {
		Linked linked = new Linked(new Linked(null));
		assertThat(linked).isEqualTo(new Linked(new Linked(null))).hasSameHashCodeAs(new Linked(new Linked(null)));
	}

	/**
	 * Return the class path without test dependencies, and without a database, because
	 * JDBC drivers register with the JVM.
	 */
	private static URL[] libraries() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (!path.getFileName().toString().matches(NEEDED_ONLY_HERE)) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

	private record Linked(@Nullable Linked linked) {

	}

	/**
	 * Class loader that defines the classes of the application itself.
	 */
	private static final class DeployedClassLoader extends URLClassLoader {

		DeployedClassLoader(URL[] urls, ClassLoader parent) {
			super("deployed", urls, parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				if (name.startsWith(DeployedApplication.class.getName()) && findLoadedClass(name) == null) {
					return findClass(name);
				}
				return super.loadClass(name, resolve);
			}
		}

	}

}
