package ai.desplega.businessuse;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.helpers.NOPLogger;

/**
 * Measures validation and encoding of an event, without the clock and the queue.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {

	private final EventEncoder encoder = new EventEncoder(64 << 10);

	private final ThrottledEventLogger log = new ThrottledEventLogger(NOPLogger.NOP_LOGGER, System::nanoTime);

	private BusinessEvent.Builder threeFields = event().data("amount", 99.95).data("currency", "EUR").data("items", 3);

	private BusinessEvent.Builder mapOfThree = event().data(Map.of("amount", 99.95, "currency", "EUR", "items", 3));

	private BusinessEvent.Builder textToEscape = event().data("note",
			"\"Größe 42\"\n\tC:\\shop\\orders, für 99 € \uD83D\uDE80");

	private BusinessEvent.Builder nested = event().data("order",
			new Order("order-123456", 99.95, LocalDate.of(2026, 11, 23), List.of("book", "pen")));

	private BusinessEvent.Builder whole = event().data(new Payment("order-123456", 99.95, "EUR", 3));

	/**
	 * Encode three scalars that were set individually.
	 */
	@Benchmark
	public byte[] builder() {
		return this.encoder.encode(this.threeFields, this.log);
	}

	/**
	 * Encode the same three scalars in a map.
	 */
	@Benchmark
	public byte[] map() {
		return this.encoder.encode(this.mapOfThree, this.log);
	}

	/**
	 * Encode a string with quotes, control characters and non-ASCII characters.
	 */
	@Benchmark
	public byte[] escapes() {
		return this.encoder.encode(this.textToEscape, this.log);
	}

	/**
	 * Encode an object with Jackson.
	 */
	@Benchmark
	public byte[] nestedRecord() {
		return this.encoder.encode(this.nested, this.log);
	}

	/**
	 * Encode a record as the data.
	 */
	@Benchmark
	public byte[] wholeRecord() {
		return this.encoder.encode(this.whole, this.log);
	}

	private static BusinessEvent.Builder event() {
		return new BusinessEvent.Builder(1_700_000_000_000_000_000L).id("payment_processed")
			.flow("checkout")
			.runId("order-123456");
	}

	/**
	 * Order of a customer.
	 *
	 * @param id the number
	 * @param total the total price
	 * @param placed the date
	 * @param items the items
	 */
	public record Order(String id, double total, LocalDate placed, List<String> items) {

	}

	/**
	 * Payment of an order.
	 *
	 * @param order the number of the order
	 * @param amount the price
	 * @param currency the currency
	 * @param items the number of items
	 */
	public record Payment(String order, double amount, String currency, int items) {

	}

}
