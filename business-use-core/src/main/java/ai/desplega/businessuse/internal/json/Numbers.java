package ai.desplega.businessuse.internal.json;

import java.nio.charset.StandardCharsets;

/**
 * Encoder of numbers that creates no strings. With {@code Long.toString} and
 * {@code Double.toString} in its place an event with three fields allocates 700 instead
 * of 500 bytes ({@code CaptureBenchmark.builder}).
 */
final class Numbers {

	/**
	 * Length of the longest number: 17 digits, a point, an exponent and two signs.
	 */
	static final int LONGEST = 26;

	private static final int HUNDRED_MILLION = 100_000_000;

	/**
	 * Up to this number the thousandths fit exactly into a long.
	 */
	private static final double MAX_WITH_THOUSANDTHS = 1e12;

	private Numbers() {
	}

	/**
	 * Write an integer.
	 * @return the position behind it
	 */
	static int write(long value, byte[] target, int start) {
		if (value == Long.MIN_VALUE) {
			return copy(Long.toString(value), target, start);
		}
		return digits(Math.abs(value), target, sign(value < 0, target, start));
	}

	/**
	 * Write a finite number.
	 * <p>
	 * Most prices and counts have at most three decimals. The quotient of their
	 * thousandths and 1,000 is rounded correctly (IEEE 754), so if it equals the value,
	 * those digits are read back as exactly that value.
	 * @return the position behind it
	 */
	static int write(double value, byte[] target, int start) {
		double magnitude = Math.abs(value);
		long thousandths = (magnitude < MAX_WITH_THOUSANDTHS) ? (long) (magnitude * 1000 + 0.5) : 0;
		if (thousandths == 0 || thousandths / 1000.0 != magnitude) {
			return copy(Double.toString(value), target, start);
		}
		int point = digits(thousandths / 1000, target, sign(value < 0, target, start));
		target[point] = '.';
		return decimals((int) (thousandths % 1000), target, point + 1);
	}

	private static int sign(boolean negative, byte[] target, int start) {
		if (negative) {
			target[start] = '-';
			return start + 1;
		}
		return start;
	}

	/**
	 * Write eight digits at a time, which shortens the chain of dependent divisions.
	 */
	private static int digits(long value, byte[] target, int start) {
		if (value < HUNDRED_MILLION) {
			return leadingDigits((int) value, target, start);
		}
		int end = digits(value / HUNDRED_MILLION, target, start);
		int rest = (int) (value % HUNDRED_MILLION);
		twoDigits(rest / 1_000_000, target, end);
		twoDigits(rest / 10_000 % 100, target, end + 2);
		twoDigits(rest / 100 % 100, target, end + 4);
		twoDigits(rest % 100, target, end + 6);
		return end + 8;
	}

	private static int leadingDigits(int value, byte[] target, int start) {
		int end = (value < 10) ? start : leadingDigits(value / 10, target, start);
		target[end] = (byte) ('0' + value % 10);
		return end + 1;
	}

	private static void twoDigits(int value, byte[] target, int start) {
		target[start] = (byte) ('0' + value / 10);
		target[start + 1] = (byte) ('0' + value % 10);
	}

	/**
	 * Write thousandths without trailing zeros, but at least one digit.
	 */
	private static int decimals(int thousandths, byte[] target, int start) {
		target[start] = (byte) ('0' + thousandths / 100);
		int rest = thousandths % 100;
		if (rest == 0) {
			return start + 1;
		}
		twoDigits(rest, target, start + 1);
		return (rest % 10 == 0) ? start + 2 : start + 3;
	}

	private static int copy(String number, byte[] target, int start) {
		byte[] ascii = number.getBytes(StandardCharsets.ISO_8859_1);
		System.arraycopy(ascii, 0, target, start, ascii.length);
		return start + ascii.length;
	}

}
