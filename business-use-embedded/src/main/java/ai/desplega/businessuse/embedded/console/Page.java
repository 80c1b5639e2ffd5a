package ai.desplega.businessuse.embedded.console;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.servlet.function.ServerRequest;

/**
 * Which part of a list is asked for.
 *
 * @param offset how many to leave out at the beginning
 * @param limit how many to give at most
 */
record Page(long offset, long limit) {

	private static final long DEFAULT_LIMIT = 100;

	/**
	 * Read {@code limit} and {@code offset} from the query.
	 * @throws BackendException if one is not a number
	 */
	static Page of(ServerRequest request) {
		ObjectNode query = JsonNodeFactory.instance.objectNode();
		query.put("limit", DEFAULT_LIMIT).put("offset", 0);
		set(query, "limit", request);
		set(query, "offset", request);
		ValidationErrors errors = new ValidationErrors();
		FieldReader fields = new FieldReader(query, List.of("query"), errors);
		long limit = clamp(fields.integer("limit"));
		long offset = clamp(fields.integer("offset"));
		errors.throwIfAny();
		return new Page(Math.max(0, offset), (limit < 0) ? Long.MAX_VALUE : limit);
	}

	private static void set(ObjectNode query, String name, ServerRequest request) {
		Optional<String> value = request.param(name);
		value.ifPresent(text -> query.put(name, text));
	}

	private static long clamp(java.math.BigInteger number) {
		return (number.bitLength() < Long.SIZE) ? number.longValue() : Long.MAX_VALUE;
	}

}
