package ai.desplega.businessuse.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonWriteContext;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Keeps objects, and serializers of the application, from writing what the backend can't
 * read: one such event would cost its whole batch. Numbers that are not finite, or that a
 * double can't hold, become null; text that would go out as it is must be a number or
 * nothing.
 */
final class SafeGenerator extends JsonGeneratorDelegate {

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

	/**
	 * Python refuses to read integers of more than 4,300 digits.
	 */
	private static final int MAX_DIGITS = 1000;

	private static final int MAX_BITS = 3300;

	SafeGenerator(JsonGenerator generator) {
		super(generator, false);
	}

	/**
	 * A number as JSON, or null if it can't be one.
	 */
	static @Nullable String text(BigDecimal number) {
		return (number.unscaledValue().bitLength() <= MAX_BITS) ? checked(number.toString()) : null;
	}

	static @Nullable String text(BigInteger number) {
		return (number.bitLength() <= MAX_BITS) ? checked(number.toString()) : null;
	}

	private static @Nullable String checked(@Nullable String text) {
		boolean fit = text != null && text.length() <= MAX_DIGITS && NUMBER.matcher(text).matches()
				&& Double.isFinite(Double.parseDouble(text));
		return fit ? text : null;
	}

	/**
	 * To be called at the end: a serializer may have written nothing, more than one
	 * value, or only a part of one.
	 */
	void requireOneValue() {
		TokenStreamContext context = streamWriteContext();
		if (!context.inRoot() || context.getEntryCount() != 1) {
			throw new IllegalStateException("A serializer did not write exactly one value");
		}
	}

	/**
	 * Jackson doesn't notice a name that no value follows.
	 */
	@Override
	public JsonGenerator writeEndObject() {
		if (streamWriteContext() instanceof JsonWriteContext context && context.inObject()
				&& context.writeValue() != JsonWriteContext.STATUS_EXPECT_NAME) {
			throw new IllegalStateException("A serializer wrote no value for '" + context.currentName() + "'");
		}
		return super.writeEndObject();
	}

	/**
	 * What it says of an object is the getters of a value that is not there yet.
	 */
	@Override
	public JsonGenerator writeStartObject(Object object) {
		AsyncTypes.refuse(object);
		return super.writeStartObject(object);
	}

	@Override
	public JsonGenerator writeStartObject(Object object, int size) {
		AsyncTypes.refuse(object);
		return super.writeStartObject(object, size);
	}

	@Override
	public JsonGenerator writeNumber(double value) {
		return Double.isFinite(value) ? super.writeNumber(value) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(float value) {
		return Float.isFinite(value) ? super.writeNumber(value) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(BigInteger value) {
		return (value != null) ? writeText(text(value)) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(BigDecimal value) {
		return (value != null) ? writeText(text(value)) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(String encoded) {
		return writeText(checked(encoded));
	}

	@Override
	public JsonGenerator writeNumber(char[] buffer, int offset, int length) {
		return writeNumber(new String(buffer, offset, length));
	}

	private JsonGenerator writeText(@Nullable String number) {
		return (number != null) ? super.writeNumber(number) : writeNull();
	}

	@Override
	public JsonGenerator writeArray(double[] array, int offset, int length) {
		writeStartArray();
		for (int i = offset; i < offset + length; i++) {
			writeNumber(array[i]);
		}
		return writeEndArray();
	}

	@Override
	public JsonGenerator writeRaw(String text) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(String text, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(SerializableString text) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(char[] text, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(char character) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRawValue(String text) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRawValue(String text, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRawValue(char[] text, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRawValue(SerializableString text) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] buffer, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] buffer, int offset, int length) {
		return writeString(new String(buffer, offset, length, StandardCharsets.UTF_8));
	}

	private static UnsupportedOperationException raw() {
		return new UnsupportedOperationException("Raw JSON can't be sent: it might not be JSON");
	}

}
