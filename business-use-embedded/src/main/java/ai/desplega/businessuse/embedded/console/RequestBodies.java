package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;

import ai.desplega.businessuse.embedded.store.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the body of a request like the real backend. The content type determines whether
 * the body is JSON; any other body is a string, which makes the request invalid.
 */
final class RequestBodies {

	static final int MAX_BYTES = 32 * 1024 * 1024;

	/**
	 * Data of 1,000 levels within an event within an array.
	 */
	private static final int MAX_DEPTH = 1_002;

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
			.build())
		.build();

	/**
	 * Read the body.
	 * @return the JSON, or {@code null} if the body is empty
	 * @throws BackendException if the body is too large, or is not valid JSON despite a
	 * JSON content type
	 */
	@Nullable JsonNode read(HttpServletRequest request) throws IOException {
		byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw new BackendException(HttpStatus.CONTENT_TOO_LARGE,
					"The body is larger than the limit of the embedded backend, " + MAX_BYTES + " bytes");
		}
		if (body.length == 0) {
			return null;
		}
		return isJson(request) ? parse(body) : StringNode.valueOf(new String(body, UTF_8));
	}

	private static boolean isJson(HttpServletRequest request) {
		try {
			MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
			String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
			return type.getType().equalsIgnoreCase("application")
					&& (subtype.equals("json") || subtype.endsWith("+json"));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private JsonNode parse(byte[] body) {
		String text = decode(body);
		try {
			return this.json.readTree(text);
		}
		catch (StreamConstraintsException ex) {
			throw new BackendException(HttpStatus.BAD_REQUEST,
					"There was an error parsing the body: " + ex.getOriginalMessage());
		}
		catch (JacksonException ex) {
			throw new BackendException(HttpStatus.UNPROCESSABLE_CONTENT,
					List.of(new FieldError(List.of("body"), "JSON decode error: " + ex.getOriginalMessage())));
		}
	}

	private static String decode(byte[] body) {
		try {
			return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new BackendException(HttpStatus.BAD_REQUEST, "There was an error parsing the body");
		}
	}

}
