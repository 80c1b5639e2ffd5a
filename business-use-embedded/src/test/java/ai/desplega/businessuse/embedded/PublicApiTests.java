package ai.desplega.businessuse.embedded;

import java.io.IOException;

import ai.desplega.businessuse.testing.PublicApi;
import org.junit.jupiter.api.Test;

/**
 * Tests that the public API doesn't change unintentionally.
 */
class PublicApiTests {

	private final PublicApi api = new PublicApi("ai.desplega.businessuse.embedded", "console", "evaluation", "store");

	@Test
	void matchesTheFile() throws IOException {
		this.api.verify();
	}

	@Test
	void hasNoOverloadsThatAreAmbiguousForNull() {
		this.api.verifyOverloads();
	}

}
