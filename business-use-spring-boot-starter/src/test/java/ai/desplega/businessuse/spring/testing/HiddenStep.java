package ai.desplega.businessuse.spring.testing;

import ai.desplega.businessuse.spring.BusinessAct;

/**
 * Has a step that classes of other packages, and so their proxies, can't override.
 */
public class HiddenStep {

	/**
	 * A step that is seen, and calls the other.
	 */
	@BusinessAct(id = "seen", flow = "checkout", runId = "'1'")
	public void seen() {
		hidden();
	}

	@BusinessAct(id = "hidden_elsewhere", flow = "checkout", runId = "'1'")
	void hidden() {
	}

}
