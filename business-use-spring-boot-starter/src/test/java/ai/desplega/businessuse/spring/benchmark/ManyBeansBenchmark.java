package ai.desplega.businessuse.spring.benchmark;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.Async;

/**
 * Measures the cost of the post-processor for the start of an application in a new JVM.
 * The application has 2,000 beans of different classes with ten methods each, without
 * annotations of the starter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class ManyBeansBenchmark {

	private static final int BEANS = 2_000;

	private static final int METHODS = 10;

	/**
	 * Parameter: {@code true} to include the auto-configuration of the annotations.
	 */
	@Param({ "false", "true" })
	public boolean annotations;

	private List<Class<?>> classes;

	private AnnotationConfigApplicationContext context;

	@Setup(Level.Trial)
	public void generateClasses() {
		this.classes = new ArrayList<>();
		for (int i = 0; i < BEANS; i++) {
			DynamicType.Builder<?> type = new ByteBuddy().subclass(AbstractService.class).name("generated.Service" + i);
			for (int j = 0; j < METHODS; j++) {
				type = type.defineMethod("method" + j, String.class, Modifier.PUBLIC)
					.withParameters(String.class, int.class)
					.intercept(FixedValue.value("value"))
					.annotateMethod((j == 0)
							? new AnnotationDescription[] { AnnotationDescription.Builder.ofType(Async.class).build() }
							: new AnnotationDescription[0]);
			}
			this.classes
				.add(type.make().load(getClass().getClassLoader(), ClassLoadingStrategy.Default.INJECTION).getLoaded());
		}
		this.context = new AnnotationConfigApplicationContext();
		this.context.register(BusinessUseAutoConfiguration.class);
		if (this.annotations) {
			this.context.register(BusinessUseAnnotationsAutoConfiguration.class);
		}
		this.classes.forEach((type) -> this.context.registerBean(type));
	}

	@TearDown(Level.Trial)
	public void close() {
		this.context.close();
	}

	@Benchmark
	public Object refresh() {
		this.context.refresh();
		return this.context;
	}

	/**
	 * Superclass of all bean classes, so that hierarchies are searched.
	 */
	public abstract static class AbstractService implements Service {

		@Override
		public String name() {
			return "name";
		}

		protected String label() {
			return "label";
		}

	}

	/**
	 * Interface of all bean classes.
	 */
	public interface Service {

		/**
		 * Return the name.
		 * @return the name
		 */
		String name();

	}

}
