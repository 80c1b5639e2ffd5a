package ai.desplega.businessuse;

import java.io.IOException;

import ai.desplega.businessuse.testing.PublicApi;
import org.junit.jupiter.api.Test;

/**
 * Tests that the public API doesn't change unintentionally.
 */
class PublicApiTests {

	private final PublicApi api = new PublicApi("ai.desplega.businessuse");

	@Test
	void matchesTheFile() throws IOException {
		this.api.verify();
	}

	/**
	 * A {@code ValueList} is used in rules only, which can't be translated with
	 * {@code null} for the name of a field.
	 */
	@Test
	void hasNoOverloadsThatAreAmbiguousForNull() {
		this.api.verifyOverloads("ValueList");
	}

}
