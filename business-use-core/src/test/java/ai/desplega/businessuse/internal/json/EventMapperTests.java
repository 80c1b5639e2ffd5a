package ai.desplega.businessuse.internal.json;

import java.nio.file.Files;
import java.nio.file.Path;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import ai.desplega.businessuse.testing.CapturedLog;
import com.fasterxml.jackson.annotation.JsonView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdConvertingSerializer;
import tools.jackson.databind.util.StdConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventMapper}.
 */
class EventMapperTests {

	@TempDir
	private Path directory;

	@Test
	void modulesOfTheClassPathAreUsed() throws Exception {
		EventMapper mapper = mapper(MoneyModule.class.getName());
		assertThat(mapper.mapper().writeValueAsString(Map.of("a", new Money(3)))).isEqualTo("{\"a\":\"3 EUR\"}");
	}

	@Test
	void logsAndIgnoresFailingModule() throws Exception {
		try (CapturedLog log = new CapturedLog(EventMapper.class.getName())) {
			EventMapper mapper = mapper("example.Missing", BrokenModule.class.getName(), MoneyModule.class.getName());
			assertThat(mapper.mapper().writeValueAsString(Map.of("a", new Money(3)))).isEqualTo("{\"a\":\"3 EUR\"}");
			assertThat(log.lines()).hasSize(2)
				.allSatisfy((line) -> assertThat(line)
					.startsWith("WARN Jackson module failed to load; event data is encoded without it"));
		}
	}

	@Test
	void converterOfTheApplicationIsUsed() throws Exception {
		JsonMapper application = JsonMapper.builder().addModule(new ConverterModule()).build();
		assertThat(EventMapper.of(application).mapper().writeValueAsString(List.of(1).iterator()))
			.isEqualTo("\"converted\"");
	}

	@Test
	void viewOfTheApplicationIsDisregarded() throws Exception {
		JsonMapper application = JsonMapper.builder().defaultSerializationView(String.class).build();
		assertThat(EventMapper.of(application).mapper().writeValueAsString(new Viewed(1, 2)))
			.isEqualTo("{\"always\":1,\"internal\":2}");
	}

	private EventMapper mapper(String... modules) throws Exception {
		Path services = Files.createDirectories(this.directory.resolve("META-INF/services"));
		Files.write(services.resolve(JacksonModule.class.getName()), List.of(modules));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader())) {
			return EventMapper.of(null, loader);
		}
	}

	record Money(int amount) {

	}

	record Viewed(int always, @JsonView(Integer.class) int internal) {

	}

	static class ConverterModule extends SimpleModule {

		private static final long serialVersionUID = 1L;

		ConverterModule() {
			addSerializer(Iterator.class, new StdConvertingSerializer(new IteratorConverter()));
		}

	}

	static class IteratorConverter extends StdConverter<Iterator<?>, String> {

		@Override
		public String convert(Iterator<?> value) {
			return "converted";
		}

	}

	public static class MoneyModule extends SimpleModule {

		private static final long serialVersionUID = 1L;

		public MoneyModule() {
			addSerializer(Money.class, new MoneySerializer());
		}

	}

	public static class BrokenModule extends JacksonModule {

		@Override
		public String getModuleName() {
			return "broken";
		}

		@Override
		public Version version() {
			return Version.unknownVersion();
		}

		@Override
		public void setupModule(SetupContext context) {
			throw new NoSuchMethodError("made for another version of Jackson");
		}

	}

	static class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator out, SerializationContext context) {
			out.writeString(value.amount() + " EUR");
		}

	}

}
