package ai.desplega.businessuse.embedded.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What is wrong with a request, so far. Bounded, since each error repeats its input.
 */
final class ValidationErrors {

	static final int MAX_ERRORS = 100;

	private final List<ValidationError> errors = new ArrayList<>();

	void add(String type, List<Object> loc, String msg, @Nullable Object input) {
		add(new ValidationError(type, loc, msg, input));
	}

	void notAnObject(List<Object> loc, Object input) {
		add("model_attributes_type", loc, "Input should be a valid dictionary or object to extract fields from", input);
	}

	void add(ValidationError error) {
		this.errors.add(error);
		if (this.errors.size() == MAX_ERRORS) {
			throwIfAny();
		}
	}

	void throwIfAny() {
		if (!this.errors.isEmpty()) {
			throw new BackendException(HttpStatus.UNPROCESSABLE_CONTENT, List.copyOf(this.errors));
		}
	}

}
