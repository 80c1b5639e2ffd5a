package ai.desplega.businessuse.internal.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that Jackson's parser and the JDK's UTF-8 decoder read the JSON unchanged.
 */
class JsonBufferTests {

	private static final int NO_LIMIT = Integer.MAX_VALUE;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Random random = new Random(4711);

	@Test
	void everyCharacterIsParsedExceptNulAndSurrogates() {
		for (int c = 0; c <= Character.MAX_VALUE; c++) {
			boolean replaced = c == 0 || Character.isSurrogate((char) c);
			String expected = replaced ? "a\uFFFDz" : "a" + (char) c + "z";
			assertThat(readBack("a" + (char) c + "z")).as("U+%04X", c).isEqualTo(expected);
		}
		for (int c = Character.MIN_SUPPLEMENTARY_CODE_POINT; c <= Character.MAX_CODE_POINT; c += 97) {
			String text = Character.toString(c);
			assertThat(readBack(text)).as("U+%04X", c).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@CsvSource({ "'\ud83d', '\uFFFD'", "'\ude00', '\uFFFD'", "'\ude00\ud83d', '\uFFFD\uFFFD'",
			"'\ud83d\ud83d\ude00', '\uFFFD\ud83d\ude00'", "'\ud83d\ude00\ude00', '\ud83d\ude00\uFFFD'", "'', ''",
			"'\ud83dx', '\uFFFDx'" })
	void keepsSurrogatePairsAndReplacesLoneSurrogates(String text, String expected) {
		assertThat(readBack(text)).isEqualTo(expected);
	}

	@Test
	void anyStringIsParsedToTheSameValue() {
		for (int i = 0; i < 5_000; i++) {
			StringBuilder text = new StringBuilder();
			int length = this.random.nextInt(60);
			while (text.length() < length) {
				int kind = this.random.nextInt(4);
				text.append((char) this.random.nextInt((kind == 0) ? 0x10000 : (kind == 1) ? 0x800 : 0x80));
			}
			assertThat(readBack(text.toString())).isEqualTo(scrubbed(text.toString()));
		}
	}

	@Test
	void writesAnyStringLikeJacksonUpToTheLimit() {
		for (int i = 0; i < 5_000; i++) {
			String text = this.random.ints(this.random.nextInt(20), 0, Character.MAX_CODE_POINT)
				.map((c) -> c >> this.random.nextInt(21))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			byte[] expected = this.mapper.writeValueAsBytes(scrubbed(text));
			JsonBuffer out = new JsonBuffer(expected.length);
			out.string(text);
			assertThat(out.toByteArray()).as(text).isEqualTo(expected);
			assertThatExceptionOfType(JsonLimitException.class)
				.isThrownBy(() -> new JsonBuffer(expected.length - 1).string(text));
		}
	}

	private static String scrubbed(String text) {
		return text.codePoints()
			.map((c) -> (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) ? 0xFFFD : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private String readBack(String text) {
		return this.mapper.readValue(written((out) -> out.string(text)), String.class);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, 9, 10, 99, 100, -100, Integer.MAX_VALUE, Integer.MIN_VALUE,
			999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1 })
	void integersKeepAllDigits(long number) {
		assertThat(written((out) -> out.number(number))).isEqualTo(Long.toString(number));
	}

	@Test
	void anyIntegerKeepsAllDigits() {
		for (int i = 0; i < 100_000; i++) {
			long number = this.random.nextLong() >> this.random.nextInt(64);
			assertThat(written((out) -> out.number(number))).isEqualTo(Long.toString(number));
		}
	}

	@ParameterizedTest
	@CsvSource({ "9.99, 9.99", "-9.99, -9.99", "0.1, 0.1", "100.0, 100.0", "0.001, 0.001", "-0.001, -0.001",
			"1234567.125, 1234567.125", "0.0, 0.0", "-0.0, -0.0", "19.90, 19.9", "999999999999.999, 999999999999.999",
			"1e300, 1.0E300", "5.05, 5.05" })
	void pricesLookLikePrices(double number, String json) {
		assertThat(written((out) -> out.number(number))).isEqualTo(json);
	}

	@Test
	void doubleIsParsedToTheSameValue() {
		for (double edge : new double[] { 0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
				Double.MAX_VALUE, -Double.MAX_VALUE, 1e12, Math.nextDown(1e12), Math.nextUp(1e12), 1e11 + 0.001, 0.0005,
				0.0004999999, 0.0009999999999999998, 2.0E-3, 1e-3, 1e7, 9007199254740993.0, 0.1 + 0.2 }) {
			assertReadsBack(edge);
			assertReadsBack(Math.nextUp(edge));
			assertReadsBack(Math.nextDown(edge));
		}
		for (int i = 0; i < 200_000; i++) {
			assertReadsBack(Double.longBitsToDouble(this.random.nextLong()));
			assertReadsBack(this.random.nextInt(100_000_000) / 100.0);
			assertReadsBack(this.random.nextLong() / 1000.0);
			assertReadsBack(this.random.nextInt() * 0.1);
			assertReadsBack(Math.nextUp(this.random.nextInt(1_000_000) / 1000.0));
		}
	}

	private static void assertReadsBack(double number) {
		String json = written((out) -> out.number(number));
		if (!Double.isFinite(number)) {
			assertThat(json).isEqualTo("null");
		}
		else if (Double.doubleToRawLongBits(Double.parseDouble(json)) != Double.doubleToRawLongBits(number)
				|| !isNumber(json)) {
			throw new AssertionError(number + " was written as " + json);
		}
	}

	/**
	 * JSON has no numbers such as {@code 01}, {@code .5}, {@code 5.} and {@code +5}.
	 */
	private static boolean isNumber(String json) {
		int start = json.startsWith("-") ? 1 : 0;
		boolean leadingZero = json.charAt(start) == '0' && json.length() > start + 1
				&& Character.isDigit(json.charAt(start + 1));
		int point = json.indexOf('.');
		return Character.isDigit(json.charAt(start)) && !leadingZero
				&& (point < 0 || (json.length() > point + 1 && Character.isDigit(json.charAt(point + 1))));
	}

	@Test
	void remainingValuesAreUnchanged() {
		assertThat(written((out) -> {
			out.raw('[');
			out.nullValue();
			out.raw(',');
			out.bool(true);
			out.raw(',');
			out.bool(false);
			out.raw(JsonBuffer.ascii(",{}]"));
		})).isEqualTo("[null,true,false,{}]");
	}

	@Test
	void neverWritesBeyondTheLimit() {
		Consumer<JsonBuffer> writer = (out) -> {
			out.raw('[');
			out.string("text \"\\\n\u0001 ü 日 \ud83d\ude00 \ud83d end");
			out.number(Long.MIN_VALUE);
			out.number(12345);
			out.number(9.99);
			out.number(Math.PI);
			out.nullValue();
			out.bool(true);
			out.raw(']');
		};
		int needed = written(writer).getBytes(StandardCharsets.UTF_8).length;
		for (int limit = 0; limit < needed; limit++) {
			JsonBuffer out = new JsonBuffer(limit);
			assertThatExceptionOfType(JsonLimitException.class).isThrownBy(() -> writer.accept(out));
			assertThat(out.size()).isLessThanOrEqualTo(limit);
		}
	}

	@Test
	void growsUpToItsLimit() {
		String text = "x".repeat(100_000) + "ü".repeat(100_000);
		assertThat(written((out) -> out.string(text))).isEqualTo('"' + text + '"');
	}

	@Test
	void rewindsToAMark() {
		assertThat(written((out) -> {
			out.string("kept");
			int mark = out.size();
			out.string("x".repeat(10_000));
			out.rewind(mark);
			out.raw(',');
			out.number(1);
		})).isEqualTo("\"kept\",1");
	}

	@Test
	void onlyAFewProblemsAreKept() {
		JsonBuffer out = new JsonBuffer(NO_LIMIT);
		for (int i = 0; i < 1000; i++) {
			out.field("field " + i);
			out.problem(new IllegalStateException());
		}
		assertThat(out.problems()).hasSize(8);
	}

	private static String written(Consumer<JsonBuffer> writer) {
		JsonBuffer out = new JsonBuffer(NO_LIMIT);
		writer.accept(out);
		try {
			CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray()));
			return text.toString();
		}
		catch (CharacterCodingException ex) {
			throw new AssertionError("not UTF-8", ex);
		}
	}

}
