package ai.desplega.businessuse.embedded.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.embedded.internal.RecordedRuns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Reports the runs of failed tests and the coverage of flows. In tests without Spring,
 * provides one embedded backend for the annotated class and its nested classes; with
 * {@code SpringExtension}, the context contains the backend.
 */
class EmbeddedBusinessUseExtension implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback,
		AfterEachCallback, TestExecutionExceptionHandler, AfterTestExecutionCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(EmbeddedBusinessUseExtension.class);

	private static final String BEGUN = "begun";

	private static final List<Class<?>> PARAMETERS = List.of(BusinessUseClient.class, BusinessRuns.class,
			EmbeddedBackend.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		if (backend(context) == null && !hasSpring(context)) {
			store(context).put(TestBackend.class, new TestBackend(RecordedRuns.withClient(List.of())));
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		TestBackend backend = backend(context);
		if (backend != null) {
			backend.begin();
			store(context).put(BEGUN, true);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		TestBackend backend = backend(context);
		if (backend != null && store(context).remove(BEGUN) != null) {
			backend.end();
		}
	}

	/**
	 * Report the runs of a failed test, while its context is open.
	 */
	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		TestBackend backend = anyBackend(context);
		if (backend == null || failure instanceof TestAbortedException) {
			throw failure;
		}
		throw new FailureReport(context.getRequiredTestClass(), context.getRequiredTestMethod()).add(backend.recorded(),
				failure);
	}

	@Override
	public void afterTestExecution(ExtensionContext context) {
		TestBackend backend = anyBackend(context);
		if (backend != null) {
			coverage(context).add(backend);
		}
	}

	/**
	 * Return the coverage of all tests, which JUnit closes after the last test. JUnit 5
	 * has no other method that creates a value only once.
	 */
	@SuppressWarnings("deprecation")
	private static Coverage coverage(ExtensionContext context) {
		return Objects.requireNonNull(context.getRoot()
			.getStore(NAMESPACE)
			.getOrComputeIfAbsent(Coverage.class, (type) -> new Coverage(), Coverage.class));
	}

	private static @Nullable TestBackend anyBackend(ExtensionContext context) {
		TestBackend backend = backend(context);
		return (backend == null && hasSpring(context)) ? SpringTestBackend.find(context) : backend;
	}

	/**
	 * Close the backend after the class for which it was created. Unlike {@code get},
	 * {@code remove} ignores the stores of enclosing classes.
	 */
	@Override
	public void afterAll(ExtensionContext context) {
		TestBackend backend = store(context).remove(TestBackend.class, TestBackend.class);
		if (backend != null) {
			backend.backend().close();
		}
	}

	/**
	 * Return {@code true} for the supported types. With the test instance lifecycle
	 * {@code PER_CLASS}, constructor parameters are resolved before {@link #beforeAll}.
	 */
	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		if (!PARAMETERS.contains(parameter.getParameter().getType())) {
			return false;
		}
		beforeAll(context);
		return backend(context) != null;
	}

	@Override
	public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		TestBackend backend = backend(context);
		if (backend == null) {
			return null;
		}
		Class<?> type = parameter.getParameter().getType();
		if (type == BusinessUseClient.class) {
			return backend.backend().client();
		}
		return (type == BusinessRuns.class) ? backend.backend().runs() : backend.backend();
	}

	private static @Nullable TestBackend backend(ExtensionContext context) {
		return store(context).get(TestBackend.class, TestBackend.class);
	}

	private static Store store(ExtensionContext context) {
		return context.getStore(NAMESPACE);
	}

	private static boolean hasSpring(ExtensionContext context) {
		for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
			if (AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)
				.stream()
				.flatMap((extensions) -> Arrays.stream(extensions.value()))
				.anyMatch((extension) -> extension.getName()
					.equals("org.springframework.test.context.junit.jupiter.SpringExtension"))) {
				return true;
			}
		}
		return false;
	}

}
