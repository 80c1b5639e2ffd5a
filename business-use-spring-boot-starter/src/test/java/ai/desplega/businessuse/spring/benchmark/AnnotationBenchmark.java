package ai.desplega.businessuse.spring.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.aop.BusinessUseAnnotationsAutoConfiguration;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;
import ai.desplega.businessuse.transport.EventBatch;
import ai.desplega.businessuse.transport.EventTransport;
import ai.desplega.businessuse.transport.TransportResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Cost of an annotation for the caller, compared with a call of the client for the same
 * event. Both create and queue the event; it is not sent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AnnotationBenchmark {

	private final Order order = new Order("order-4711", 42.5, "EUR");

	private AnnotationConfigApplicationContext context;

	private BusinessUseClient client;

	private Plain plain;

	private Checkout checkout;

	@Setup
	public void start() {
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(EventTransport.class, Nowhere::new);
		this.context.registerBean(Checkout.class);
		this.context.register(BusinessUseAutoConfiguration.class, BusinessUseAnnotationsAutoConfiguration.class);
		this.context.refresh();
		this.client = this.context.getBean(BusinessUseClient.class);
		this.checkout = this.context.getBean(Checkout.class);
		this.plain = new Plain();
	}

	@TearDown
	public void stop() {
		this.context.close();
	}

	@Benchmark
	public String notRecorded() {
		return this.plain.pay(this.order);
	}

	@Benchmark
	public String client() {
		String result = this.plain.pay(this.order);
		this.client.act((event) -> event.id("payment_processed")
			.flow("checkout")
			.runId(this.order.id())
			.data("amount", this.order.total())
			.data("currency", this.order.currency())
			.depIds("cart_created", "item_added"));
		return result;
	}

	@Benchmark
	public String annotation() {
		return this.checkout.pay(this.order);
	}

	/**
	 * Order to pay.
	 *
	 * @param id the number
	 * @param total the total price
	 * @param currency the currency of the total
	 */
	public record Order(String id, double total, String currency) {

	}

	static class Plain {

		String pay(Order order) {
			return order.id();
		}

	}

	static class Checkout {

		@BusinessAct(id = "payment_processed", flow = "checkout", runId = "#order.id",
				data = "{amount: #order.total, currency: #order.currency}", depIds = { "cart_created", "item_added" })
		String pay(Order order) {
			return order.id();
		}

	}

	private static final class Nowhere implements EventTransport {

		@Override
		public TransportResponse send(EventBatch batch, Duration timeout) {
			return TransportResponse.of(200, "");
		}

	}

}
