package ai.desplega.businessuse.spring.aop;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that annotated methods are found like methods with {@code @Cacheable}, for all
 * combinations of declaration, bridge, generics, caller and kind of proxy.
 */
@ExtendWith(CapturedLogExtension.class)
class AnnotatedMethodsTests {

	@ParameterizedTest
	@MethodSource("calls")
	void findsTheMethodsThatCacheableFinds(Class<?> bean, boolean proxyTargetClass, Consumer<Object> call,
			CapturedLog log) {
		Recorded.runner(Caching.class)
			.withBean("step", bean)
			.withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
			.run((context) -> {
				call.accept(context.getBean("step"));
				int cached = context.getBean(AtomicInteger.class).get();
				assertThat(cached).isOne();
				assertThat(Recorded.ids(context)).hasSize(cached);
				assertThat(log.text()).doesNotContain("never recorded");
			});
	}

	static Stream<Arguments> calls() {
		return Stream
			.of(bean(OfClass.class), bean(OfHiddenBase.class), bean(OfHiddenGenericBase.class),
					bean(OfGenericBase.class), bean(OfInterface.class), bean(OfGenericInterface.class),
					bean(OfAnnotatedInterface.class), bean(OfDefaultMethod.class), bean(OfGenericDefaultMethod.class),
					bean(OfAnnotatedGenericInterface.class), bean(OfOverriddenBase.class),
					bean(OfCovariantOverride.class), bean(OfSuperInterface.class),
					bean(OfHiddenBaseThroughInterface.class), bean(OfGenericBaseThroughInterface.class))
			.flatMap((type) -> Stream.of(true, false)
				.flatMap((proxyTargetClass) -> callers(type.getPayload(), proxyTargetClass)
					.map((caller) -> Arguments.of(type, proxyTargetClass, caller))));
	}

	private static Named<Class<?>> bean(Class<?> type) {
		return Named.of(type.getSimpleName(), type);
	}

	private static Stream<Named<Consumer<Object>>> callers(Class<?> type, boolean proxyTargetClass) {
		Stream.Builder<Named<Consumer<Object>>> callers = Stream.builder();
		if (Step.class.isAssignableFrom(type)) {
			callers.add(Named.of("through the interface", (bean) -> ((Step) bean).step("o-1")));
		}
		if (GenericStep.class.isAssignableFrom(type)) {
			callers.add(Named.of("through the generic interface", AnnotatedMethodsTests::callGeneric));
		}
		if (HiddenGenericBase.class.isAssignableFrom(type) && (proxyTargetClass || !hasInterface(type))) {
			callers.add(Named.of("through the generic class", AnnotatedMethodsTests::callGenericBase));
		}
		if (proxyTargetClass || !hasInterface(type)) {
			callers.add(Named.of("through the class", (bean) -> callByReflection(type, bean)));
		}
		return callers.build();
	}

	private static boolean hasInterface(Class<?> type) {
		return Step.class.isAssignableFrom(type) || GenericStep.class.isAssignableFrom(type);
	}

	@SuppressWarnings("unchecked")
	private static void callGeneric(Object bean) {
		((GenericStep<String>) bean).step("o-1");
	}

	@SuppressWarnings("unchecked")
	private static void callGenericBase(Object bean) {
		((HiddenGenericBase<String>) bean).step("o-1");
	}

	private static void callByReflection(Class<?> type, Object bean) {
		try {
			type.getMethod("step", parameter(type)).invoke(bean, "o-1");
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Class<?> parameter(Class<?> type) {
		return Stream.of(type.getMethods())
			.filter((method) -> method.getName().equals("step"))
			.min(Comparator.comparing(Method::isBridge))
			.map((method) -> method.getParameterTypes()[0])
			.orElseThrow();
	}

	interface Step {

		Object step(String run);

	}

	interface GenericStep<T> {

		Object step(T run);

	}

	interface AnnotatedStep extends Step {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		Object step(String run);

	}

	interface AnnotatedGenericStep<T> extends GenericStep<T> {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		Object step(T run);

	}

	interface DefaultStep extends Step {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		default Object step(String run) {
			return run;
		}

	}

	interface SubStep extends DefaultStep {

	}

	interface GenericDefaultStep<T> extends GenericStep<T> {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		default Object step(T run) {
			return run;
		}

	}

	abstract static class HiddenBase {

		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(String run) {
			return run;
		}

	}

	abstract static class HiddenGenericBase<T> {

		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(T run) {
			return run;
		}

	}

	public abstract static class GenericBase<T> {

		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(T run) {
			return run;
		}

	}

	public static class OfClass {

		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(String run) {
			return run;
		}

	}

	public static class OfHiddenBase extends HiddenBase {

	}

	public static class OfHiddenGenericBase extends HiddenGenericBase<String> {

	}

	public static class OfGenericBase extends GenericBase<String> {

	}

	public static class OfInterface implements Step {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(String run) {
			return run;
		}

	}

	public static class OfGenericInterface implements GenericStep<String> {

		@Override
		@Cacheable(cacheNames = "steps", keyGenerator = "keys")
		@BusinessAct(id = "step", flow = "checkout", runId = "#p0")
		public Object step(String run) {
			return run;
		}

	}

	public static class OfAnnotatedInterface implements AnnotatedStep {

		@Override
		public Object step(String run) {
			return run;
		}

	}

	public static class OfAnnotatedGenericInterface implements AnnotatedGenericStep<String> {

		@Override
		public Object step(String run) {
			return run;
		}

	}

	public static class OfDefaultMethod implements DefaultStep {

	}

	public static class OfSuperInterface implements SubStep {

	}

	public static class OfGenericDefaultMethod implements GenericDefaultStep<String> {

	}

	public static class OfOverriddenBase extends HiddenGenericBase<String> {

		@Override
		public Object step(String run) {
			return super.step(run);
		}

	}

	public static class OfCovariantOverride implements AnnotatedStep {

		@Override
		public String step(String run) {
			return run;
		}

	}

	public static class OfHiddenBaseThroughInterface extends HiddenBase implements Step {

	}

	public static class OfGenericBaseThroughInterface extends HiddenGenericBase<String> implements GenericStep<String> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		KeyGenerator keys(AtomicInteger calls) {
			return (target, method, parameters) -> calls.incrementAndGet();
		}

	}

}
