package ai.desplega.businessuse.sample.shop;

import java.util.stream.Collectors;

import ai.desplega.businessuse.sample.shop.OrderRequest.Scenario;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Adds the error and its position to the response to an invalid request.
 */
@RestControllerAdvice
class OrderProblems extends ResponseEntityExceptionHandler {

	private static final String EXAMPLE = "Post JSON such as {\"items\": [{\"sku\": \"coffee\", \"quantity\": 2}]}";

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody()
			.setDetail(ex.getFieldErrors()
				.stream()
				.map((error) -> error.getField() + " " + error.getDefaultMessage())
				.sorted()
				.collect(Collectors.joining("; ")));
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, reason(ex) + ". " + EXAMPLE);
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static String reason(HttpMessageNotReadableException ex) {
		if (ex.getCause() instanceof InvalidFormatException cause) {
			return path(cause) + " can't be '" + cause.getValue() + "'" + alternatives(cause.getTargetType());
		}
		if (ex.getCause() instanceof MismatchedInputException cause) {
			return (cause.getPath().isEmpty() ? "The order" : path(cause)) + " is missing or has the wrong type";
		}
		if (ex.getCause() instanceof JacksonException cause) {
			return "The body can't be read" + place(cause.getLocation()) + ": " + cause.getOriginalMessage();
		}
		return "The body is missing";
	}

	/**
	 * Describe the location of an error. A request that exceeds a limit has no location.
	 */
	private static String place(@Nullable TokenStreamLocation location) {
		return (location != null) ? " at line " + location.getLineNr() + ", column " + location.getColumnNr() : "";
	}

	private static String path(DatabindException ex) {
		return ex.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? step.getPropertyName() : "[" + step.getIndex() + "]")
			.collect(Collectors.joining("."))
			.replace(".[", "[");
	}

	private static String alternatives(Class<?> type) {
		return (type == Scenario.class) ? ": it is good, declined, skips-inventory or confirms-late" : "";
	}

}
