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
 * In a test with a Spring context, including test slices, the auto-configured client
 * sends events to the embedded backend, regardless of the properties, transports and
 * connection details of the application. {@link BusinessRuns} and {@link EmbeddedBackend}
 * are beans. If the application defines its own {@code BusinessUseClient}, the test
 * fails, because the embedded backend doesn't receive the events of that client.
 * <p>
 * In a test without {@code SpringExtension}, parameters of type
 * {@link ai.desplega.businessuse.BusinessUseClient}, {@link BusinessRuns} and
 * {@link EmbeddedBackend} are resolved.
 * <p>
 * Each test method starts without events, unless another test method is running with the
 * same backend. Tests that run in parallel must use different run ids. Each test should
 * use its own run ids, because threads of an earlier test may record events during the
 * current test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedBusinessUseExtension.class)
@DisabledInAotMode
public @interface EmbeddedBusinessUse {

}
