package ai.desplega.businessuse.embedded.evaluation;

import org.jspecify.annotations.Nullable;

final class LaterSyntax {

	static @Nullable String find(String script) {
		return null;
	}

}
