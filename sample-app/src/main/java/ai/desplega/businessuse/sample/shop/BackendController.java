package ai.desplega.businessuse.sample.shop;

import ai.desplega.businessuse.BusinessUseClient;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Returns the backend that receives the events, for display on the page.
 */
@RestController
class BackendController {

	private final BusinessUseClient businessUse;

	BackendController(BusinessUseClient businessUse) {
		this.businessUse = businessUse;
	}

	@GetMapping("/backend")
	Backend backend() {
		return new Backend(this.businessUse.status().url());
	}

	/**
	 * Backend of the events.
	 *
	 * @param url the URL, or {@code null} if the client is off
	 */
	record Backend(@Nullable String url) {

	}

}
