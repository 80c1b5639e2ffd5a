package ai.desplega.businessuse.internal.json;

import java.io.CharArrayWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.SerializationContext;

/**
 * JSON written by Jackson, with a limited length.
 * <p>
 * The JSON is parsed before it is sent, because a serializer or raw JSON of the
 * application can produce JSON that the backend can't read, and the whole batch would
 * then be lost.
 */
final class WrittenJson extends CharArrayWriter {

	/**
	 * Name that is written for a null key, for which Jackson would throw an exception.
	 */
	static final String NULL_KEY = "\0null key";

	private static final int MAX_DEPTH = 100;

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNameLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.build())
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
		.build();

	private final int limit;

	/**
	 * Create empty JSON.
	 * @param limit the maximum length
	 */
	WrittenJson(int limit) {
		this.limit = limit;
	}

	/**
	 * Write the JSON.
	 * @param content the code that writes the JSON; if it fails, the JSON written so far
	 * remains
	 */
	void write(SerializationContext context, Content content) throws Exception {
		try (JsonGenerator generator = new Generator(FACTORY.createGenerator(context, this))) {
			content.write(generator);
		}
	}

	@Override
	public void write(char[] json, int offset, int length) {
		int room = this.limit - this.count;
		super.write(json, offset, Math.min(length, room));
		if (length > room) {
			throw JsonLimitException.INSTANCE;
		}
	}

	@Override
	public void write(String json, int offset, int length) {
		write(json.toCharArray(), offset, length);
	}

	/**
	 * Return {@code true} if a value that is not an object was written, at least in part.
	 */
	boolean isOtherValue() {
		return this.count > 0 && this.buf[0] != '{';
	}

	/**
	 * Copy the JSON to a buffer.
	 * @param replaced the names of members that are not copied, if the members are the
	 * fields of the data; null if the JSON is the value of a field
	 */
	void copyTo(JsonBuffer out, @Nullable Set<String> replaced) {
		try (JsonParser parser = parser()) {
			int depth = 0;
			do {
				JsonToken token = next(parser);
				if (token == JsonToken.PROPERTY_NAME && isOmitted(parser.currentName(), depth, replaced, out)) {
					parser.nextToken();
					parser.skipChildren();
				}
				else {
					copy(token, parser, out);
				}
				depth = parser.streamReadContext().getNestingDepth();
			}
			while (depth > 0);
			requireEnd(parser);
		}
	}

	private static boolean isOmitted(String name, int depth, @Nullable Set<String> replaced, JsonBuffer out) {
		if (name.equals(NULL_KEY)) {
			out.problem(new UnwritableException("has an entry with a null key, which is omitted"));
			return true;
		}
		if (replaced == null || depth > 1) {
			return false;
		}
		out.field(name);
		return replaced.contains(name);
	}

	private static void copy(JsonToken token, JsonParser parser, JsonBuffer out) {
		if (token == JsonToken.PROPERTY_NAME) {
			out.name(parser.currentName());
			return;
		}
		if (!token.isStructEnd()) {
			out.separate();
		}
		switch (token) {
			case VALUE_STRING -> out.string(parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.number(parser.getString());
			default -> out.raw(token.asByteArray());
		}
	}

	/**
	 * Copy the members of an object to the current object of a generator.
	 */
	void copyMembersTo(JsonGenerator generator) {
		try (JsonParser parser = parser()) {
			parser.nextToken();
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				generator.copyCurrentStructureExact(parser);
			}
		}
	}

	/**
	 * Return the name of the first member of the object.
	 */
	String firstName() {
		try (JsonParser parser = parser()) {
			parser.nextToken();
			return Objects.requireNonNull(parser.nextName());
		}
	}

	/**
	 * Throw an exception unless the JSON is one complete value.
	 */
	void requireOneValue() {
		try (JsonParser parser = parser()) {
			next(parser);
			parser.skipChildren();
			requireEnd(parser);
		}
	}

	private JsonParser parser() {
		return FACTORY.createParser(ObjectReadContext.empty(), this.buf, 0, this.count);
	}

	private static JsonToken next(JsonParser parser) {
		JsonToken token = parser.nextToken();
		if (token == null) {
			throw new IllegalStateException("A serializer wrote no value");
		}
		return token;
	}

	private static void requireEnd(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw new IllegalStateException("A serializer wrote more than one value");
		}
	}

	/**
	 * Code that writes JSON.
	 */
	@FunctionalInterface
	interface Content {

		void write(JsonGenerator generator) throws Exception;

	}

	private static final class Generator extends JsonGeneratorDelegate {

		Generator(JsonGenerator delegate) {
			super(delegate, false);
		}

		@Override
		public JsonGenerator writeNumber(@Nullable BigInteger value) {
			return (value != null && JsonBuffer.isHuge(value)) ? writeNumber(Double.NaN) : super.writeNumber(value);
		}

		@Override
		public JsonGenerator writeNumber(@Nullable BigDecimal value) {
			return (value != null && JsonBuffer.isHuge(value.unscaledValue())) ? writeNumber(Double.NaN)
					: super.writeNumber(value);
		}

		@Override
		public JsonGenerator writeNumber(@Nullable String value) {
			return (value != null && NUMBER.matcher(value).matches()) ? super.writeNumber(value)
					: writeNumber(Double.NaN);
		}

		/**
		 * Write raw UTF-8, which Jackson's character generator does not support.
		 */
		@Override
		public JsonGenerator writeUTF8String(byte[] string, int offset, int length) {
			return writeString(new String(string, offset, length, StandardCharsets.UTF_8));
		}

	}

}
