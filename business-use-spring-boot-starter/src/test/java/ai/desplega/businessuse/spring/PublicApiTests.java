package ai.desplega.businessuse.spring;

import java.io.IOException;

import ai.desplega.businessuse.testing.PublicApi;
import org.junit.jupiter.api.Test;

/**
 * Tests that the public API doesn't change unintentionally.
 */
class PublicApiTests {

	private final PublicApi api = new PublicApi("ai.desplega.businessuse.spring");

	@Test
	void matchesTheFile() throws IOException {
		this.api.verify();
	}

	@Test
	void hasNoOverloadsThatAreAmbiguousForNull() {
		this.api.verifyOverloads();
	}

}
