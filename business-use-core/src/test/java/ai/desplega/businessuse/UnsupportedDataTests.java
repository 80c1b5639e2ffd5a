package ai.desplega.businessuse;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.desplega.businessuse.testing.EventRecorder;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for values that Jackson alone would write in a meaningless form.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnsupportedDataTests {

	private static final String REPLACED = "WARN Event 'paid' (flow 'checkout'): data that can't be encoded was"
			+ " replaced by null or omitted: ";

	private static final String DROPPED = "WARN Dropped event 'paid' (flow 'checkout'): the data is a ";

	private final EventRecorder recorder = new EventRecorder();

	@AfterEach
	void close() {
		this.recorder.close();
	}

	static Stream<Object> withoutProperties() {
		return Stream.of(new Total(), new Private(), (Runnable) () -> {
		}, new Object(), new StringJoiner(","), new Locking(), new BitSet(), new Range(), new Size(), new Tree());
	}

	@ParameterizedTest
	@MethodSource("withoutProperties")
	void anObjectWithoutPropertiesIsNullWithAMessage(Object value) {
		assertThat(this.recorder.event((event) -> event.data("bean", value).data("z", 1)).get("data"))
			.isEqualTo(json("{'bean':null,'z':1}"));
		assertThat(this.recorder.lines()).singleElement()
			.asString()
			.startsWith(REPLACED + "bean: a " + value.getClass().getName() + " has no properties that Jackson "
					+ "recognizes")
			.endsWith(": pass a map or a record of its values, or add getters");
	}

	@ParameterizedTest
	@MethodSource("withoutProperties")
	void dataWithoutPropertiesIsEmptyWithAMessage(Object data) {
		assertThat(this.recorder.data(data)).isEqualTo(json("{}"));
		assertThat(this.recorder.lines()).singleElement().asString().startsWith(REPLACED + "(all): a ");
	}

	static Stream<Object> meantToBeEmpty() {
		return Stream.of(new Nothing(), new Declared(), new Hidden(), Map.of());
	}

	@ParameterizedTest
	@MethodSource("meantToBeEmpty")
	void intentionallyEmptyObjectIsEncoded(Object value) {
		assertThat(this.recorder.data(value)).isEqualTo(json("{}"));
		assertThat(this.recorder.data(Map.of("value", value))).isEqualTo(json("{'value':{}}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void booleanPropertiesOfApplicationAreData() {
		assertThat(this.recorder.data(new Basket(true))).isEqualTo(json("{'empty':true}"));
		assertThat(this.recorder.data(new Flags())).isEqualTo(json("{'empty':false,'paid':true}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void iterableWithoutPropertiesIsEncodedAsArray() {
		assertThat(this.recorder.data(Map.of("tags", new Tags("a", "b")))).isEqualTo(json("{'tags':['a','b']}"));
		assertThat(this.recorder.lines()).isEmpty();
		assertThat(this.recorder.refusal((event) -> event.data(new Tags("a"))))
			.endsWith("which is not an object in JSON: pass a map, a record or a bean");
	}

	@Test
	void iterableBeanIsEncodedAsObject() {
		JsonNode cart = json("{'owner':'ann','total':3}");
		assertThat(this.recorder.data(new Cart())).isEqualTo(cart);
		assertThat(this.recorder.data(Map.of("cart", new Cart())).get("cart")).isEqualTo(cart);
		assertThat(this.recorder.data(Map.of("carts", List.of(new Cart()))).get("carts").get(0)).isEqualTo(cart);
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void numberIsEncodedAsNumberEverywhere() {
		assertThat(this.recorder.data(Map.of("price", new Price("9.99")))).isEqualTo(exact("{'price':9.99}"));
		assertThat(this.recorder.lines()).isEmpty();
		assertThat(this.recorder.data(Map.of("price", new Price("9.99 EUR")))).isEqualTo(json("{'price':null}"));
		assertThat(this.recorder.lines())
			.containsExactly(REPLACED + "price: is not a finite number that a double can hold");
		assertThat(this.recorder.refusal((event) -> event.data(new Price("1")))).isEqualTo(DROPPED
				+ Price.class.getName() + ", which is not an object in JSON: pass a map, a record or a" + " bean");
	}

	@Test
	void numberWithObjectShapeIsEncodedAsObject() {
		assertThat(this.recorder.data(new Shaped())).isEqualTo(json("{'amount':1}"));
		assertThat(this.recorder.data(Map.of("n", new Shaped()))).isEqualTo(json("{'n':{'amount':1}}"));
	}

	@Test
	void keysAreWrittenInTheSameWayAtEachDepth() {
		Map<Object, Object> keys = new LinkedHashMap<>();
		keys.put(LocalDate.of(2026, 1, 2), 1);
		keys.put(new Date(0), 2);
		keys.put(String.class, 3);
		keys.put(Odd.ONE, 4);
		keys.put(Odd.NAMED, 5);
		keys.put(Locale.GERMANY, 6);
		keys.put(7L, 7);
		keys.put('c', 8);
		keys.put(new Id("x"), 9);
		JsonNode top = this.recorder.data(keys);
		assertThat(top).isEqualTo(json("""
				{'2026-01-02':1,'1970-01-01T00:00:00.000Z':2,'java.lang.String':3,'ONE':4,'renamed':5,'de_DE':6,'7':7,
				'c':8,'id-x':9}"""));
		assertThat(this.recorder.data(Map.of("nested", keys)).get("nested")).isEqualTo(top);
		assertThat(this.recorder.data(new Holder(keys)).get("value")).isEqualTo(top);
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void nullKeyLosesOnlyItsEntry() {
		Map<@Nullable String, Object> map = new HashMap<>();
		map.put("a", 1);
		map.put(null, Map.of("lost", List.of(1, 2)));
		map.put("z", 2);
		JsonNode rest = json("{'a':1,'z':2}");
		assertThat(this.recorder.data(map)).isEqualTo(rest);
		assertThat(this.recorder.data(Map.of("nested", map))).isEqualTo(json("{'nested':{'a':1,'z':2}}"));
		assertThat(this.recorder.data(new Holder(List.of(map)))).isEqualTo(json("{'value':[{'a':1,'z':2}]}"));
		assertThat(this.recorder.lines()).singleElement().asString().contains("null key");
	}

	@Test
	void reportsNumbersOutOfDoubleRange() {
		Map<String, Object> data = new TreeMap<>();
		data.put("a", Double.NaN);
		data.put("b", List.of(1, Float.POSITIVE_INFINITY));
		data.put("c", new BigDecimal("1E+400"));
		data.put("d", new BigInteger("9".repeat(400)));
		data.put("e", new Holder(new double[] { 1, Double.NEGATIVE_INFINITY }));
		data.put("f", 1);
		assertThat(this.recorder.data(data))
			.isEqualTo(exact("{'a':null,'b':[1,null],'c':null,'d':null,'e':{'value':[1.0,null]},'f':1}"));
		String reason = ": is not a finite number that a double can hold";
		assertThat(this.recorder.lines()).containsExactly(
				REPLACED + String.join("; ", "a" + reason, "b" + reason, "c" + reason, "d" + reason, "e" + reason));
	}

	@Test
	void reportsNumberOfBeanOutOfDoubleRange() {
		assertThat(this.recorder.data(new Holder(Double.NaN))).isEqualTo(json("{'value':null}"));
		assertThat(this.recorder.lines())
			.containsExactly(REPLACED + "value: is not a finite number that a double can hold");
	}

	@Test
	void enumsAreWrittenByNameUnlessAnnotated() {
		assertThat(this.recorder.data(Map.of("all", Odd.values()))).isEqualTo(json("{'all':['ONE','renamed']}"));
		assertThat(this.recorder.data(new Holder(Map.of(Odd.ONE, Odd.ONE)))).isEqualTo(json("{'value':{'ONE':'ONE'}}"));
		assertThat(this.recorder.data(Map.of("coded", Coded.A, "index", Indexed.B)))
			.isEqualTo(json("{'coded':17,'index':1}"));
		assertThat(this.recorder.data(Map.of("all", List.of(Month.MAY, DayOfWeek.MONDAY, TimeUnit.DAYS))))
			.isEqualTo(json("{'all':['MAY','MONDAY','DAYS']}"));
		assertThat(this.recorder.data(new Numbered(Month.MAY))).isEqualTo(json("{'month':4}"));
	}

	@Test
	void encodesJackson2TreeAsItsJson() {
		com.fasterxml.jackson.databind.node.ObjectNode tree = new com.fasterxml.jackson.databind.ObjectMapper()
			.createObjectNode();
		tree.put("id", "o-1")
			.put("total", new BigDecimal("12345678901234567890.12"))
			.putArray("items")
			.add(1)
			.addNull();
		JsonNode expected = exact("{'id':'o-1','total':12345678901234567890.12,'items':[1,null]}");
		assertThat(this.recorder.data(tree)).isEqualTo(expected);
		assertThat(this.recorder.data(Map.of("a", tree)).get("a")).isEqualTo(expected);
		assertThat(this.recorder.data(Map.of("a", List.of(tree.get("items")))).get("a")).isEqualTo(json("[[1,null]]"));
		assertThat(this.recorder.data(new Holder(tree.get("id")))).isEqualTo(json("{'value':'o-1'}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	static Stream<Object> oneShot() {
		return Stream.of(Stream.of(1), IntStream.of(1), List.of(1).iterator(), List.of(1).spliterator(),
				new Vector<>(List.of(1)).elements(), new Cursor());
	}

	@ParameterizedTest
	@MethodSource("oneShot")
	void doesNotReadValuesThatCanBeReadOnlyOnce(Object value) {
		assertRefused(value, "can be read only once: pass its content as a list, an array or a string");
		if (value instanceof Iterator<?> iterator) {
			assertThat(iterator.hasNext()).isTrue();
		}
		if (value instanceof Enumeration<?> enumeration) {
			assertThat(enumeration.hasMoreElements()).isTrue();
		}
		if (value instanceof Stream<?> stream) {
			assertThat(stream.count()).isOne();
		}
	}

	static Stream<Object> resources() {
		return Stream.of(new ByteArrayInputStream(new byte[] { 1 }), new StringReader("x"), Thread.currentThread(),
				new Thread(), UnsupportedDataTests.class.getClassLoader(), Thread.currentThread().getThreadGroup(),
				new ReentrantLock(), new ReentrantReadWriteLock(), new CountDownLatch(1), new ThreadLocal<>(),
				ProcessHandle.current(), Runtime.getRuntime(), new Pool(), new Handle(), new Worker(),
				UnsupportedDataTests.class.getDeclaredMethods()[0], proxy(Connection.class), new Socket(), socket());
	}

	@ParameterizedTest
	@MethodSource("resources")
	void partsOfTheJvmAreNotData(Object value) {
		assertRefused(value, "is a resource or a part of the JVM, not data: pass the relevant values");
	}

	private void assertRefused(Object value, String reason) {
		String type = value.getClass().getName();
		assertThat(this.recorder.event((event) -> event.data("value", value).data("z", 1)).get("data"))
			.isEqualTo(json("{'value':null,'z':1}"));
		assertThat(this.recorder.lines()).containsExactly(REPLACED + "value: a " + type + " " + reason);
		assertThat(this.recorder.data(new Holder(value))).isEqualTo(json("{'value':null}"));
		assertThat(this.recorder.data(Map.of("value", List.of(value)))).isEqualTo(json("{'value':null}"));
		this.recorder.act((event) -> event.data(value));
		assertThat(this.recorder.lines()).last().isEqualTo(DROPPED + type + ", which " + reason);
	}

	@Test
	void statisticsAndExceptionsAreData() {
		assertThat(this.recorder.data(Map.of("statistics", new IntSummaryStatistics())).get("statistics").get("count"))
			.isEqualTo(json("0"));
		assertThat(this.recorder.data(Map.of("error", new IllegalStateException("boom"))).get("error").toString())
			.contains("'message':'boom'".replace('\'', '"'));
		assertThat(this.recorder.data(proxy(Projection.class))).isEqualTo(json("{'name':null}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	@Test
	void encodesEntityOfProxy() {
		Customer proxy = new CustomerProxy();
		assertThat(this.recorder.data(proxy)).isEqualTo(json("{'name':'ann'}"));
		assertThat(this.recorder.data(Map.of("customers", List.of(proxy))))
			.isEqualTo(json("{'customers':[{'name':'ann'}]}"));
		assertThat(this.recorder.lines()).isEmpty();
	}

	private static Object proxy(Class<?> type) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> null);
	}

	private static ServerSocket socket() {
		try {
			return new ServerSocket();
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static JsonNode json(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

	private static JsonNode exact(String json) {
		return JsonMapper.shared()
			.readerFor(JsonNode.class)
			.with(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.readValue(json.replace('\'', '"'));
	}

	record Holder(Object value) {

	}

	record Nothing() {

	}

	static class Total {

		public int total() {
			return 3;
		}

	}

	@Deprecated
	static class Private {

		@SuppressWarnings("unused")
		private final int total = 3;

	}

	static class Locking {

		@SuppressWarnings("unused")
		private final Function<String, String> function = String::strip;

	}

	static class Range {

		public boolean isEmpty() {
			return false;
		}

	}

	static class Size {

		@SuppressWarnings("unused")
		private final long bytes = 1;

		public boolean isNegative() {
			return false;
		}

	}

	static class Tree {

		public boolean isEmpty() {
			return false;
		}

		public Class<?> getMapType() {
			return HashMap.class;
		}

	}

	@JsonAutoDetect
	static class Declared {

	}

	@JsonIgnoreProperties("secret")
	static class Hidden {

		public String secret = "x";

	}

	static class Basket {

		private final boolean empty;

		Basket(boolean empty) {
			this.empty = empty;
		}

		public boolean isEmpty() {
			return this.empty;
		}

	}

	static class Flags {

		public boolean isEmpty() {
			return false;
		}

		public boolean isPaid() {
			return true;
		}

	}

	static class Tags implements Iterable<String> {

		private final List<String> tags;

		Tags(String... tags) {
			this.tags = List.of(tags);
		}

		public boolean isEmpty() {
			return this.tags.isEmpty();
		}

		@Override
		public Iterator<String> iterator() {
			return this.tags.iterator();
		}

	}

	static class Cart implements Iterable<Integer> {

		public String getOwner() {
			return "ann";
		}

		public int getTotal() {
			return 3;
		}

		@Override
		public Iterator<Integer> iterator() {
			return new ArrayList<>(List.of(1, 2)).iterator();
		}

	}

	static class Price extends Number {

		private static final long serialVersionUID = 1L;

		private final String string;

		Price(String string) {
			this.string = string;
		}

		public String getCurrency() {
			return "EUR";
		}

		@Override
		public int intValue() {
			return 1;
		}

		@Override
		public long longValue() {
			return 1;
		}

		@Override
		public float floatValue() {
			return 1;
		}

		@Override
		public double doubleValue() {
			return 1;
		}

		@Override
		public String toString() {
			return this.string;
		}

	}

	@JsonFormat(shape = JsonFormat.Shape.OBJECT)
	static class Shaped extends Price {

		private static final long serialVersionUID = 1L;

		Shaped() {
			super("1");
		}

		@Override
		@com.fasterxml.jackson.annotation.JsonIgnore
		public String getCurrency() {
			return "EUR";
		}

		public int getAmount() {
			return 1;
		}

	}

	enum Odd {

		ONE, @JsonProperty("renamed")
		NAMED;

		@Override
		public String toString() {
			return "odd " + ordinal();
		}

	}

	enum Coded {

		A;

		@JsonValue
		int code() {
			return 17;
		}

	}

	@JsonFormat(shape = JsonFormat.Shape.NUMBER)
	enum Indexed {

		A, B

	}

	record Id(String value) {

		@Override
		public String toString() {
			return "id-" + this.value;
		}

	}

	static class Cursor implements Iterator<Integer> {

		@Override
		public boolean hasNext() {
			return true;
		}

		@Override
		public Integer next() {
			throw new IllegalStateException("read");
		}

	}

	static class Pool implements Executor {

		public int getSize() {
			return 1;
		}

		@Override
		public void execute(Runnable command) {
			command.run();
		}

	}

	static class Handle implements Closeable {

		public int getPosition() {
			return 1;
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

	static class Worker extends Thread {

		public TimeUnit getUnit() {
			return TimeUnit.SECONDS;
		}

	}

	interface Projection {

		String getName();

	}

	static class Customer {

		public String getName() {
			return "ann";
		}

	}

	static class CustomerProxy extends Customer implements HibernateProxy {

		@Override
		public Object getHibernateLazyInitializer() {
			return Map.of("session", 1);
		}

	}

	record Numbered(@JsonFormat(shape = JsonFormat.Shape.NUMBER) Month month) {

	}

}
