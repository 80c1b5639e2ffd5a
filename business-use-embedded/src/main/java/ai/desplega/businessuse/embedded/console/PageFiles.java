package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Files of the page. Only files with known names are served.
 */
final class PageFiles {

	private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";

	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("/", "text/html;charset=UTF-8"),
			Map.entry("/page.css", "text/css;charset=UTF-8"), Map.entry("/favicon.svg", "image/svg+xml"),
			Map.entry("/js/main.js", JAVASCRIPT), Map.entry("/js/api.js", JAVASCRIPT),
			Map.entry("/js/details.js", JAVASCRIPT), Map.entry("/js/dom.js", JAVASCRIPT),
			Map.entry("/js/format.js", JAVASCRIPT), Map.entry("/js/graph.js", JAVASCRIPT),
			Map.entry("/js/runs.js", JAVASCRIPT), Map.entry("/lib/d3/dist/d3.min.js", JAVASCRIPT),
			Map.entry("/lib/dagre/dist/dagre.min.js", JAVASCRIPT));

	boolean has(String path) {
		return TYPES.containsKey(path);
	}

	void write(String path, HttpServletResponse response) throws IOException {
		response.setContentType(TYPES.get(path));
		try (InputStream file = open(path)) {
			if (file == null) {
				response.sendError(HttpServletResponse.SC_NOT_FOUND);
				return;
			}
			file.transferTo(response.getOutputStream());
		}
	}

	private static @Nullable InputStream open(String path) {
		return PageFiles.class.getResourceAsStream("page" + (path.equals("/") ? "/index.html" : path));
	}

}
