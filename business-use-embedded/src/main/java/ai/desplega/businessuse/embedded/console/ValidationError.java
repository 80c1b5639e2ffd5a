package ai.desplega.businessuse.embedded.console;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request: an entry of the {@code detail} of a 422.
 *
 * @param type the kind of error
 * @param loc where it is, from the body or the query inwards
 * @param msg the error in words
 * @param input what was found there
 * @param ctx more about the error, left out if there is none
 */
record ValidationError(String type, List<Object> loc, String msg, @Nullable Object input,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> ctx) {

	ValidationError(String type, List<Object> loc, String msg, @Nullable Object input) {
		this(type, loc, msg, input, null);
	}

}
