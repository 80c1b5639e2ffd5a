package ai.desplega.businessuse.embedded.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Begins and ends the test methods of classes with
 * {@link EmbeddedBusinessUse @EmbeddedBusinessUse}, outside the transaction of a test and
 * before {@code @DirtiesContext} closes its context.
 */
class EmbeddedBusinessUseTestExecutionListener implements TestExecutionListener, Ordered {

	private static final String BACKEND = EmbeddedBusinessUseTestExecutionListener.class.getName();

	/**
	 * Return an order between {@code DirtiesContextTestExecutionListener} (3,000) and
	 * {@code TransactionalTestExecutionListener} (4,000).
	 */
	@Override
	public int getOrder() {
		return 3_500;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		if (!TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), EmbeddedBusinessUse.class)) {
			return;
		}
		SpringTestBackend backend = test.getApplicationContext().getBean(SpringTestBackend.class);
		backend.checkClient();
		backend.testBackend().begin();
		test.setAttribute(BACKEND, backend.testBackend());
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.removeAttribute(BACKEND) instanceof TestBackend backend) {
			backend.end();
		}
	}

}
