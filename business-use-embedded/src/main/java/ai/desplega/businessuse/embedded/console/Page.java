package ai.desplega.businessuse.embedded.console;

import java.util.List;
import java.util.Objects;

import ai.desplega.businessuse.embedded.store.FieldReader;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Part of a list.
 *
 * @param offset the number of elements to skip
 * @param limit the maximum number of elements
 */
record Page(long offset, long limit) {

	private static final String DEFAULT_LIMIT = "100";

	/**
	 * Read {@code limit} and {@code offset} from the query.
	 * @throws ai.desplega.businessuse.embedded.store.InvalidRequestException if one is
	 * not a number
	 */
	static Page of(HttpServletRequest request) {
		ObjectNode query = JsonNodeFactory.instance.objectNode();
		query.put("limit", Objects.requireNonNullElse(request.getParameter("limit"), DEFAULT_LIMIT));
		query.put("offset", Objects.requireNonNullElse(request.getParameter("offset"), "0"));
		FieldReader fields = FieldReader.of(query, List.of("query"));
		long limit = fields.integer("limit");
		return new Page(Math.max(0, fields.integer("offset")), (limit < 0) ? Long.MAX_VALUE : limit);
	}

}
