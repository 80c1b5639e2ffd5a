package ai.desplega.businessuse.internal.json;

import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteContext;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.json.UTF8JsonGenerator;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;

/**
 * Jackson's generator for UTF-8, except that a {@link JsonBuffer} writes names, strings
 * and all numbers other than ints and longs, and replaces those that the backend can't
 * read.
 * <p>
 * Jackson does not validate raw JSON, and the backend rejects a batch because of one
 * invalid event. A value that contains raw JSON is therefore parsed and written again. If
 * all values were parsed, an event with a record would allocate 1,910 instead of 640
 * bytes ({@code EncodeBenchmark.wholeRecord}).
 */
final class BufferGenerator extends UTF8JsonGenerator {

	/**
	 * Name that is written for a null key, for which Jackson would throw an exception. It
	 * starts with a noncharacter of Unicode, so that it differs from other names.
	 */
	static final String NULL_KEY = "\uFFFFnull key";

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	private static final StreamWriteConstraints CONSTRAINTS = StreamWriteConstraints.builder()
		.maxNestingDepth(100)
		.build();

	private static final JsonFactory PARSERS = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNameLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.build())
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.recyclerPool(JsonRecyclerPools.nonRecyclingPool())
		.build();

	private final JsonBuffer out;

	private final int start;

	private final @Nullable Set<String> replaced;

	private final boolean isolating;

	/**
	 * {@code true} if the value must be parsed and written again, because it may be
	 * invalid JSON, or contains members to omit.
	 */
	private boolean unchecked;

	BufferGenerator(SerializationContext context, JsonBuffer out, @Nullable Set<String> replaced, boolean isolating) {
		super(context, newContext(), 0, JsonWriteFeature.QUOTE_PROPERTY_NAMES.getMask(), out,
				JsonFactory.DEFAULT_ROOT_VALUE_SEPARATOR, null, null, 0, '"');
		this.out = out;
		this.start = out.size();
		this.replaced = replaced;
		this.isolating = isolating;
	}

	private static IOContext newContext() {
		return new IOContext(StreamReadConstraints.defaults(), CONSTRAINTS, ErrorReportConfiguration.defaults(),
				JsonRecyclerPools.sharedConcurrentDequePool().acquireAndLinkPooled(), ContentReference.unknown(), false,
				JsonEncoding.UTF8);
	}

	/**
	 * Complete the value.
	 * @throws RuntimeException if it is not exactly one valid value
	 */
	void complete() {
		_flushBuffer();
		if (this.unchecked) {
			rewrite(new String(this.out.memory(), this.start, this.out.size() - this.start, StandardCharsets.UTF_8));
		}
		if (!_streamWriteContext.inRoot() || _streamWriteContext.getEntryCount() != 1) {
			throw new IllegalStateException("A serializer did not write exactly one value");
		}
	}

	private void rewrite(String json) {
		this.out.rewind(this.start);
		_streamWriteContext = JsonWriteContext.createRootContext(null);
		try (JsonParser parser = PARSERS.createParser(ObjectReadContext.empty(), json)) {
			while (parser.nextToken() != null) {
				if (parser.hasToken(JsonToken.PROPERTY_NAME) && isOmitted(parser.currentName())) {
					parser.nextToken();
					parser.skipChildren();
				}
				else if (parser.currentToken().isNumeric()) {
					writeNumber(parser.getString());
				}
				else {
					copyCurrentEvent(parser);
				}
			}
		}
		_flushBuffer();
	}

	/**
	 * Write a property of an object. If properties are isolated and the object is the
	 * data of an event, a property that can't be encoded becomes null.
	 */
	void property(BeanPropertyWriter property, Object bean, SerializationContext context) throws Exception {
		if (!this.isolating || !isAtField()) {
			property.serializeAsProperty(bean, this, context);
			return;
		}
		JsonBuffer object = new JsonBuffer(this.out.limit());
		try (BufferGenerator own = new BufferGenerator(context, object, this.replaced, true)) {
			own.writeStartObject(bean);
			property.serializeAsProperty(bean, own, context);
			own.writeEndObject();
			own.complete();
		}
		catch (Throwable ex) {
			this.out.problem(property.getName(), ex);
			writeNullProperty(property.getName());
			return;
		}
		object.problems().forEach(this.out::problem);
		if (object.size() > 2) {
			beforeName(property.getName());
			_streamWriteContext.writeValue();
			this.out.write(object.memory(), 1, object.size() - 2);
		}
	}

	private boolean isAtField() {
		return this.replaced != null && _streamWriteContext.getNestingDepth() == 1;
	}

	@Override
	public JsonGenerator writeName(String name) {
		beforeName(name);
		this.unchecked |= isOmitted(name);
		this.out.string(name);
		return this;
	}

	private void beforeName(String name) {
		int status = _streamWriteContext.writeName(name);
		_flushBuffer();
		if (status == JsonWriteContext.STATUS_EXPECT_VALUE) {
			_reportError("Cannot write a name where a value is expected");
		}
		if (status == JsonWriteContext.STATUS_OK_AFTER_COMMA) {
			this.out.raw(',');
		}
	}

	private boolean isOmitted(String name) {
		if (name.equals(NULL_KEY)) {
			this.out.problem(new UnwritableException("has an entry with a null key, which is omitted"));
			return true;
		}
		if (this.replaced == null || !isAtField()) {
			return false;
		}
		this.out.field(name);
		return this.replaced.contains(name);
	}

	@Override
	public JsonGenerator writeName(SerializableString name) {
		return writeName(name.getValue());
	}

	/**
	 * End an object. Jackson does so even if the last name has no value, which is invalid
	 * JSON.
	 */
	@Override
	public JsonGenerator writeEndObject() {
		this.unchecked |= _streamWriteContext.writeValue() != JsonWriteContext.STATUS_EXPECT_NAME;
		return super.writeEndObject();
	}

	@Override
	public JsonGenerator writeString(@Nullable String string) {
		if (string == null) {
			return writeNull();
		}
		beforeValue().string(string);
		return this;
	}

	/**
	 * Write the comma or colon that precedes a value.
	 * @return the buffer to which the value must be written
	 */
	private JsonBuffer beforeValue() {
		_verifyValueWrite(WRITE_STRING);
		_flushBuffer();
		return this.out;
	}

	@Override
	public JsonGenerator writeString(SerializableString string) {
		return writeString(string.getValue());
	}

	@Override
	public JsonGenerator writeString(char[] string, int offset, int length) {
		return writeString(new String(string, offset, length));
	}

	@Override
	public JsonGenerator writeNumber(double value) {
		beforeValue().number(value);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(float value) {
		beforeValue().number(Float.toString(value));
		return this;
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigInteger value) {
		return (value != null) ? number(value, value) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal value) {
		return (value != null) ? number(value, value.unscaledValue()) : writeNull();
	}

	private JsonGenerator number(Number value, BigInteger digits) {
		if (!value.getClass().getName().startsWith("java.math.")) {
			return writeNumber(value.toString()); // a subclass may return any string
		}
		beforeValue().number(value, digits);
		return this;
	}

	@Override
	public JsonGenerator writeNumber(@Nullable String digits) {
		beforeValue().number((digits != null && NUMBER.matcher(digits).matches()) ? digits : JsonBuffer.NAN);
		return this;
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) {
		this.unchecked = true;
		return super.writeString(reader, length);
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] string, int offset, int length) {
		return writeString(new String(string, offset, length, StandardCharsets.UTF_8));
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] string, int offset, int length) {
		return writeRawValue('"' + new String(string, offset, length, StandardCharsets.UTF_8) + '"');
	}

	@Override
	public JsonGenerator writeRaw(String json, int offset, int length) {
		return raw(json.substring(offset, offset + length));
	}

	@Override
	public JsonGenerator writeRaw(char[] json, int offset, int length) {
		return raw(new String(json, offset, length));
	}

	@Override
	public JsonGenerator writeRaw(char json) {
		return raw(String.valueOf(json));
	}

	@Override
	public JsonGenerator writeRaw(SerializableString json) {
		return raw(json.getValue());
	}

	@Override
	public JsonGenerator writeRawValue(SerializableString json) {
		return writeRawValue(json.getValue());
	}

	private JsonGenerator raw(String json) {
		this.unchecked = true;
		_flushBuffer();
		this.out.raw(json.replaceAll("\\p{Cs}", "\uFFFD").getBytes(StandardCharsets.UTF_8));
		return this;
	}

	@Override
	public @Nullable Object streamWriteOutputTarget() {
		return null;
	}

}
