package ai.desplega.businessuse.internal.json;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.Version;
import tools.jackson.core.base.GeneratorBase;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.JacksonFeatureSet;

/**
 * Generator that writes to a {@link JsonBuffer} and prevents serializers from writing
 * JSON that the backend can't read, which would cost the whole batch. Numbers that are
 * not finite or don't fit into a double become null; raw JSON and incomplete values are
 * rejected.
 * <p>
 * Unlike Jackson's own generator it can be rewound to a {@link Mark}.
 */
final class BufferGenerator extends GeneratorBase {

	private static final int MAX_DEPTH = 100;

	private static final int READ_SIZE = 1024;

	private final JsonBuffer out;

	private final @Nullable String field;

	private Position position = new Position();

	BufferGenerator(JsonBuffer out, ObjectWriteContext context, @Nullable String field) {
		super(context, newIoContext(), 0);
		this.out = out;
		this.field = field;
	}

	private static IOContext newIoContext() {
		return new IOContext(StreamReadConstraints.defaults(), StreamWriteConstraints.defaults(),
				ErrorReportConfiguration.defaults(), new BufferRecycler(), ContentReference.unknown(), false,
				JsonEncoding.UTF8);
	}

	/**
	 * Throw an exception unless exactly one complete value was written.
	 */
	void requireOneValue() {
		if (!this.position.inRoot() || this.position.getEntryCount() != 1) {
			throw new IllegalStateException("A serializer did not write exactly one value");
		}
	}

	/**
	 * Return {@code true} if the next property belongs to the object that is the whole
	 * value.
	 */
	boolean isAtPropertyOfWhole() {
		Position parent = this.position.parent;
		return this.field == null && parent != null && parent.inRoot() && this.position.inObject();
	}

	Mark mark() {
		return new Mark(this.position, this.position.getEntryCount(), this.out.size());
	}

	void rewind(Mark mark) {
		this.position = mark.position();
		this.position.returnTo(mark.entries());
		this.out.rewind(mark.size());
	}

	/**
	 * Throw an exception unless complete properties were written since a mark.
	 */
	void requireCompleteSince(Mark mark) {
		if (this.position != mark.position() || this.position.named) {
			throw new IllegalStateException("A serializer did not write a complete value");
		}
	}

	JsonBuffer buffer() {
		return this.out;
	}

	/**
	 * Omit the entry whose name would come next, together with its value.
	 * @param reason the problem that the buffer reports
	 */
	void omitEntry(String reason) {
		requireName();
		problem(reason);
		this.position.omitFrom = this.out.size();
		this.position.named = true;
	}

	private void problem(String reason) {
		this.out.problem((this.field != null) ? this.field : this.position.topLevelName(),
				new UnwritableException(reason));
	}

	@Override
	public JsonGenerator writeStartArray() {
		return start(TokenStreamContext.TYPE_ARRAY, '[', null);
	}

	@Override
	public JsonGenerator writeStartArray(Object value) {
		return start(TokenStreamContext.TYPE_ARRAY, '[', value);
	}

	@Override
	public JsonGenerator writeStartObject() {
		return start(TokenStreamContext.TYPE_OBJECT, '{', null);
	}

	@Override
	public JsonGenerator writeStartObject(Object value) {
		return start(TokenStreamContext.TYPE_OBJECT, '{', value);
	}

	private JsonGenerator start(int type, char bracket, @Nullable Object value) {
		if (this.position.getNestingDepth() == MAX_DEPTH) {
			throw new UnwritableException("is nested more than " + MAX_DEPTH + " levels deep");
		}
		beforeValue();
		this.out.raw(bracket);
		this.position = new Position(type, this.position, value);
		return this;
	}

	@Override
	public JsonGenerator writeEndArray() {
		return end(this.position.inArray(), ']');
	}

	@Override
	public JsonGenerator writeEndObject() {
		return end(this.position.inObject() && !this.position.named, '}');
	}

	private JsonGenerator end(boolean complete, char bracket) {
		Position parent = this.position.parent;
		if (!complete || parent == null) {
			throw new IllegalStateException("A serializer wrote '" + bracket + "' where a value or a name is missing");
		}
		this.out.raw(bracket);
		this.position = parent;
		return afterValue();
	}

	@Override
	public JsonGenerator writeName(String name) {
		requireName();
		if (this.position.next() > 0) {
			this.out.raw(',');
		}
		this.out.string(name);
		this.out.raw(':');
		this.position.name = name;
		this.position.named = true;
		return this;
	}

	private void requireName() {
		if (!this.position.inObject() || this.position.named) {
			throw new IllegalStateException("A serializer wrote a name where none is expected");
		}
	}

	@Override
	public JsonGenerator writePropertyId(long id) {
		return writeName(Long.toString(id));
	}

	private void beforeValue() {
		if (this.position.inObject()) {
			if (!this.position.named) {
				throw new IllegalStateException("A serializer wrote a value without a name");
			}
			this.position.named = false;
		}
		else if (this.position.inRoot() && this.position.getEntryCount() > 0) {
			throw new IllegalStateException("A serializer wrote more than one value");
		}
		else if (this.position.next() > 0) {
			this.out.raw(',');
		}
	}

	private JsonGenerator afterValue() {
		if (this.position.omitFrom >= 0) {
			this.out.rewind(this.position.omitFrom);
			this.position.omitFrom = -1;
		}
		return this;
	}

	@Override
	public JsonGenerator writeString(@Nullable String value) {
		if (value == null) {
			return writeNull();
		}
		beforeValue();
		this.out.string(value);
		return afterValue();
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) {
		StringBuilder string = new StringBuilder();
		char[] chunk = new char[READ_SIZE];
		try {
			int remaining = (length >= 0) ? length : Integer.MAX_VALUE;
			int read;
			while ((read = reader.read(chunk, 0, Math.min(remaining, READ_SIZE))) > 0) {
				string.append(chunk, 0, read);
				remaining -= read;
				this.out.requireRoom(string.length());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return writeString(string.toString());
	}

	@Override
	public JsonGenerator writeString(char[] buffer, int offset, int length) {
		this.out.requireRoom(length);
		return writeString(new String(buffer, offset, length));
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] buffer, int offset, int length) {
		this.out.requireRoom(length);
		return writeString(new String(buffer, offset, length, StandardCharsets.UTF_8));
	}

	@Override
	public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
		this.out.requireRoom(length);
		return writeString(variant.encode(Arrays.copyOfRange(data, offset, offset + length)));
	}

	@Override
	public JsonGenerator writeNumber(short value) {
		return writeNumber((long) value);
	}

	@Override
	public JsonGenerator writeNumber(int value) {
		return writeNumber((long) value);
	}

	@Override
	public JsonGenerator writeNumber(long value) {
		beforeValue();
		this.out.number(value);
		return afterValue();
	}

	@Override
	public JsonGenerator writeNumber(double value) {
		return number(() -> this.out.number(value));
	}

	@Override
	public JsonGenerator writeNumber(float value) {
		return writeNumber(Double.parseDouble(Float.toString(value)));
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigInteger value) {
		return (value != null) ? number(() -> this.out.number(value)) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal value) {
		return (value != null) ? number(() -> this.out.number(value)) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(@Nullable String encoded) {
		return number(() -> this.out.number(encoded));
	}

	private JsonGenerator number(BooleanSupplier writer) {
		beforeValue();
		if (!writer.getAsBoolean()) {
			problem(UnwritableException.NUMBER);
		}
		return afterValue();
	}

	@Override
	public JsonGenerator writeBoolean(boolean value) {
		beforeValue();
		this.out.bool(value);
		return afterValue();
	}

	@Override
	public JsonGenerator writeNull() {
		beforeValue();
		this.out.nullValue();
		return afterValue();
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] buffer, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(String json) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(String json, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(char[] json, int offset, int length) {
		throw raw();
	}

	@Override
	public JsonGenerator writeRaw(char json) {
		throw raw();
	}

	private static UnwritableException raw() {
		return new UnwritableException("contains raw JSON, which is not sent because it might be invalid");
	}

	@Override
	protected void _verifyValueWrite(String type) {
		// only called for raw values, which are rejected
	}

	@Override
	public JacksonFeatureSet<StreamWriteCapability> streamWriteCapabilities() {
		return DEFAULT_TEXTUAL_WRITE_CAPABILITIES;
	}

	@Override
	public TokenStreamContext streamWriteContext() {
		return this.position;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.position.currentValue();
	}

	@Override
	public void assignCurrentValue(Object value) {
		this.position.assignCurrentValue(value);
	}

	@Override
	public Object streamWriteOutputTarget() {
		return this.out;
	}

	@Override
	public int streamWriteOutputBuffered() {
		return 0;
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void flush() {
		// nothing is pending
	}

	@Override
	protected void _closeInput() {
		// the buffer stays open
	}

	@Override
	protected void _releaseBuffers() {
		// none
	}

	record Mark(Position position, int entries, int size) {

	}

	private static final class Position extends TokenStreamContext {

		private final @Nullable Position parent;

		private @Nullable Object value;

		private @Nullable String name;

		/**
		 * A name was written, and its value is due.
		 */
		private boolean named;

		private int omitFrom = -1;

		private Position() {
			super(TYPE_ROOT, -1);
			this.parent = null;
		}

		private Position(int type, Position parent, @Nullable Object value) {
			super(type, -1);
			this.parent = parent;
			this.value = value;
			this._nestingDepth = parent._nestingDepth + 1;
		}

		private int next() {
			return ++this._index;
		}

		private void returnTo(int entries) {
			this._index = entries - 1;
			this.named = false;
			this.omitFrom = -1;
		}

		private String topLevelName() {
			Position place = this;
			while (place.parent != null && !place.parent.inRoot()) {
				place = place.parent;
			}
			return (place.name != null) ? place.name : ObjectEncoder.ALL;
		}

		@Override
		public @Nullable TokenStreamContext getParent() {
			return this.parent;
		}

		@Override
		public @Nullable String currentName() {
			return this.name;
		}

		@Override
		public @Nullable Object currentValue() {
			return this.value;
		}

		@Override
		public void assignCurrentValue(Object value) {
			this.value = value;
		}

	}

}
