package ai.desplega.businessuse.embedded.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.EmbeddedBackend;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.test.context.aot.DisabledInAotMode;

/**
 * Records the events of a test class in an embedded backend, so that tests can evaluate
 * their runs. <pre class="code">
 * &#064;SpringBootTest
 * &#064;EmbeddedBusinessUse
 * class CheckoutTests {
 *
 *     &#064;Test
 *     void aGoodOrderPasses(&#064;Autowired Checkout checkout, &#064;Autowired BusinessRuns runs) {
 *         Order order = checkout.place(request);
 *         assertThat(runs.evaluate("checkout", order.id())).hasPassed().noticesEveryMissingStep();
 *     }
 *
 * }</pre>
 * <p>
 * In a test with a Spring context, test slices included, the auto-configured client sends
 * to the embedded backend, whatever the properties say and whatever transport or
 * connection details the application has. {@link BusinessRuns} and
 * {@link EmbeddedBackend} are beans. A {@code BusinessUseClient} of the application's own
 * fails the test, since its events go elsewhere.
 * <p>
 * In a test without {@code SpringExtension}, parameters of type
 * {@link ai.desplega.businessuse.BusinessUseClient}, {@link BusinessRuns} and
 * {@link EmbeddedBackend} are resolved.
 * <p>
 * Each test method starts without events, unless another one is running with the same
 * backend; tests that run in parallel must use different run ids. Events that a thread of
 * an earlier test records later can't be told from those of the current one, so each test
 * should use a run id of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedBusinessUseExtension.class)
@DisabledInAotMode
public @interface EmbeddedBusinessUse {

}
