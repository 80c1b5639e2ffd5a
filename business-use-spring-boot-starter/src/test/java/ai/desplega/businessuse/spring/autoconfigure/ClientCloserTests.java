package ai.desplega.businessuse.spring.autoconfigure;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ai.desplega.businessuse.BusinessUseClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientCloser}: how long stopping and closing may take together.
 */
class ClientCloserTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final AtomicLong now = new AtomicLong(42);

	private final List<String> calls = new ArrayList<>();

	private final ClientCloser closer = new ClientCloser(this.now::get);

	private Duration flushTakes = Duration.ZERO;

	@Test
	void whatFlushingTookIsTakenOffTheTimeForClosing() {
		this.closer.closeLast(client(), this::disconnect, TIMEOUT);
		this.flushTakes = Duration.ofSeconds(2);
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "disconnect PT3S", "close PT3S");
	}

	@Test
	void afterAFlushThatRanOutOfTimeClosingHasNone() {
		this.closer.closeLast(client(), this::disconnect, TIMEOUT);
		this.flushTakes = TIMEOUT;
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "disconnect PT0S", "close PT0S");
	}

	@Test
	void timeThatPassesBetweenStoppingAndClosingDoesNotCount() {
		this.closer.closeLast(client(), this::disconnect, TIMEOUT);
		this.closer.flush();
		this.now.addAndGet(Duration.ofMinutes(10).toNanos());
		this.closer.destroy();
		assertThat(this.calls).containsExactly("flush PT5S", "disconnect PT5S", "close PT5S");
	}

	@Test
	void aContextThatIsStartedAgainHasAllTheTimeAgain() {
		this.closer.closeLast(client(), this::disconnect, TIMEOUT);
		this.flushTakes = TIMEOUT;
		this.closer.flush();
		this.closer.started();
		this.closer.flush();
		assertThat(this.calls).containsExactly("flush PT5S", "disconnect PT0S", "flush PT5S", "disconnect PT0S");
	}

	@Test
	void withoutAClientOfItsOwnItDoesNothing() {
		this.closer.started();
		this.closer.flush();
		this.closer.destroy();
		assertThat(this.calls).isEmpty();
	}

	private void disconnect(Duration timeout) {
		this.calls.add("disconnect " + timeout);
	}

	private BusinessUseClient client() {
		return (BusinessUseClient) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { BusinessUseClient.class }, (proxy, method, arguments) -> {
					this.calls.add(method.getName() + " " + arguments[0]);
					if (method.getName().equals("flush")) {
						this.now.addAndGet(this.flushTakes.toNanos());
						return true;
					}
					return null;
				});
	}

}
