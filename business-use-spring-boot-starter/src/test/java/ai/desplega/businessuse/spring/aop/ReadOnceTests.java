package ai.desplega.businessuse.spring.aop;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessFlow;
import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that expressions don't read values that can be read only once.
 */
class ReadOnceTests {

	private final ApplicationContextRunner contextRunner = Recorded.runner(Steps.class, Helper.class);

	@Test
	void streamIsNotRead() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat(steps.stream(Stream.of("a", "b"))).containsExactly("a", "b");
			assertThat(steps.intStream(IntStream.of(1, 2)).sum()).isEqualTo(3);
			assertThat(Recorded.events(context)).extracting((event) -> event.get("data"))
				.containsOnly(nothingBut("known", 1));
		});
	}

	@Test
	void iteratorIsNotRead() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat(steps.iterator(List.of("a", "b").iterator()).next()).isEqualTo("a");
			assertThat(steps.iterator(new Scanner("a b")).next()).isEqualTo("a");
			assertThat(steps.enumeration(Collections.enumeration(List.of("a"))).nextElement()).isEqualTo("a");
			assertThat(Recorded.events(context)).extracting((event) -> event.get("data"))
				.containsOnly(nothingBut("known", 1));
		});
	}

	@Test
	void inputIsNotRead() {
		this.contextRunner.run((context) -> {
			InputStream input = new ByteArrayInputStream(new byte[] { 1 });
			Reader reader = new StringReader("a");
			context.getBean(Steps.class).input(input, reader);
			assertThat(input.read()).isOne();
			assertThat(reader.read()).isEqualTo('a');
			assertThat(Recorded.event(context)).extracting("data").isEqualTo(nothingBut("known", 1));
		});
	}

	@Test
	void oneTimeIterableIsNotRead() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			Stream<String> stream = Stream.of("a");
			assertThat(steps.iterable(stream::iterator)).containsExactly("a");
			DirectoryStream<String> directory = new OneFile();
			assertThat(steps.iterable(directory)).containsExactly("a");
			assertThat(Recorded.events(context)).extracting((event) -> event.get("data"))
				.containsOnly(nothingBut("known", 1));
		});
	}

	@Test
	void publisherIsNotSubscribedTo() {
		this.contextRunner.run((context) -> {
			AtomicInteger subscriptions = new AtomicInteger();
			context.getBean(Steps.class)
				.argument(Mono.just("a").doOnSubscribe((subscription) -> subscriptions.incrementAndGet()));
			assertThat(Recorded.event(context)).extracting("data").isEqualTo(nothingBut("known", 1));
			assertThat(subscriptions).hasValue(0);
		});
	}

	@Test
	void resultThatIsDataItselfIsNotRead() {
		this.contextRunner.run((context) -> {
			Steps steps = context.getBean(Steps.class);
			assertThat((Stream<?>) steps.whole(Stream.of("a"))).hasSize(1);
			assertThat(((Iterator<?>) steps.whole(List.of("a").iterator())).next()).isEqualTo("a");
			assertThat(((InputStream) steps.whole(new ByteArrayInputStream(new byte[] { 1 }))).read()).isOne();
			assertThat(((Reader) steps.whole(new StringReader("a"))).read()).isEqualTo('a');
			assertThat(((Enumeration<?>) steps.whole(Collections.enumeration(List.of("a")))).hasMoreElements())
				.isTrue();
			assertThat(((Iterable<?>) steps.whole(new OneFile())).iterator().next()).isEqualTo("a");
			Stream<String> stream = Stream.of("a");
			assertThat(((Iterable<?>) steps.whole((Iterable<String>) stream::iterator)).iterator().next())
				.isEqualTo("a");
		});
	}

	@Test
	void argumentIsNotReadForAnEventThatIsDropped() {
		this.contextRunner.run((context) -> {
			Stream<String> stream = Stream.of("a");
			context.getBean(Steps.class).invalid(stream);
			assertThat(stream).containsExactly("a");
			assertThat(Recorded.events(context)).isEmpty();
		});
	}

	@Test
	void streamMadeByAnExpressionIsRead() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).list(List.of("a", "b"));
			assertThat(Recorded.event(context)).extracting("data")
				.isEqualTo(Map.of("count", 2, "upper", List.of("A", "B")));
		});
	}

	@Test
	void propertiesAndIdentityOfAStreamAreAvailable() {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).present(new Upload("a.txt"));
			assertThat(Recorded.event(context)).extracting("data").isEqualTo(Map.of("name", "a.txt"));
		});
	}

	@Test
	@ExtendWith(CapturedLogExtension.class)
	void logsTheValueThatIsNotRead(CapturedLog log) {
		this.contextRunner.run((context) -> {
			context.getBean(Steps.class).projected(new OneFile());
			assertThat(log.text()).contains("data \"{names: #result.![length()]}\"")
				.contains("OneFile can be read only once");
		});
	}

	private static Map<String, Object> nothingBut(String name, Object value) {
		Map<String, Object> data = new java.util.HashMap<>();
		data.put(name, value);
		data.put("a", null);
		data.put("b", null);
		return data;
	}

	@BusinessFlow("checkout")
	static class Steps {

		@BusinessAct(id = "stream", runId = "'1'", data = "{known: 1, a: #result.count(), b: #stream.toList()}")
		Stream<String> stream(Stream<String> stream) {
			return stream;
		}

		@BusinessAct(id = "int_stream", runId = "'1'", data = "{known: 1, a: #result.sum(), b: #root.args[0].max()}")
		IntStream intStream(IntStream stream) {
			return stream;
		}

		@BusinessAct(id = "iterator", runId = "'1'",
				data = "{known: 1, a: #result.next(), b: @helper.first(#iterator)}")
		Iterator<String> iterator(Iterator<String> iterator) {
			return iterator;
		}

		@BusinessAct(id = "enumeration", runId = "'1'",
				data = "{known: 1, a: #result.nextElement(), b: T(java.util.Collections).list(#result)}")
		Enumeration<String> enumeration(Enumeration<String> enumeration) {
			return enumeration;
		}

		@BusinessAct(id = "input", runId = "'1'",
				data = "{known: 1, a: #input.readAllBytes(), b: new java.io.BufferedReader(#reader).readLine()}")
		void input(InputStream input, Reader reader) {
		}

		@BusinessAct(id = "iterable", runId = "'1'",
				data = "{known: 1, a: #result.![toString()], b: #iterable.?[true].size()}")
		Iterable<String> iterable(Iterable<String> iterable) {
			return iterable;
		}

		@BusinessAct(id = "argument", runId = "'1'", data = "{known: 1, a: #mono.block(), b: #mono.toFuture()}")
		void argument(Mono<String> mono) {
		}

		@BusinessAct(id = "invalid", runId = "#stream.findFirst().get()", condition = "#stream.count() > 0")
		void invalid(Stream<String> stream) {
		}

		@BusinessAct(id = "list", runId = "'1'",
				data = "{count: #list.stream().toList().size(), upper: #list.![toUpperCase()]}")
		void list(List<String> list) {
		}

		@BusinessAct(id = "present", runId = "'1'", data = "{name: #upload.name}",
				condition = "#upload != null and #upload.toString() != ''")
		void present(Upload upload) {
		}

		@BusinessAct(id = "whole", runId = "'1'", data = "#result")
		@BusinessAct(id = "rows", runId = "'1'", data = "{rows: #result}")
		@BusinessAct(id = "listed", runId = "'1'", data = "{rows: {{#result}}}")
		Object whole(Object value) {
			return value;
		}

		@BusinessAct(id = "projected", runId = "'1'", data = "{names: #result.![length()]}")
		DirectoryStream<String> projected(DirectoryStream<String> stream) {
			return stream;
		}

	}

	static class Helper {

		public String first(Iterator<String> iterator) {
			return iterator.next();
		}

	}

	public static final class Upload extends ByteArrayInputStream {

		private final String name;

		Upload(String name) {
			super(new byte[0]);
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	private static final class OneFile implements DirectoryStream<String> {

		private boolean read;

		@Override
		public Iterator<String> iterator() {
			if (this.read) {
				throw new IllegalStateException("Iterator already obtained");
			}
			this.read = true;
			return List.of("a").iterator();
		}

		@Override
		public void close() {
		}

	}

}
