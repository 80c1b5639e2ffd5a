package ai.desplega.businessuse.spring.testing;

import ai.desplega.businessuse.spring.BusinessAct;

/**
 * Class with a step that classes of other packages, and therefore proxies, can't
 * override.
 */
public class HiddenStep {

	/**
	 * Record a step that is intercepted, and call the other step.
	 */
	@BusinessAct(id = "seen", flow = "checkout", runId = "'1'")
	public void seen() {
		hidden();
	}

	@BusinessAct(id = "hidden_elsewhere", flow = "checkout", runId = "'1'")
	void hidden() {
	}

}
