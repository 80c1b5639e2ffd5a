package ai.desplega.businessuse.spring.autoconfigure;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata, which is displayed in IDEs.
 */
class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasDescriptionAndCorrectDefault() throws Exception {
		Map<String, Map<String, Object>> metadata = metadata();
		List<String> names = Arrays
			.stream(Introspector.getBeanInfo(BusinessUseProperties.class, Object.class).getPropertyDescriptors())
			.map(PropertyDescriptor::getName)
			.map(ConfigurationMetadataTests::dashed)
			.toList();
		assertThat(metadata.keySet()).containsAll(names);
		assertThat(metadata.values())
			.allSatisfy((property) -> assertThat((String) property.get("description")).as("%s", property.get("name"))
				.isNotBlank()
				.endsWith(".")
				.doesNotMatch("(?i)(a|an|the) .*")
				.doesNotContainIgnoringCase("default"));
		assertThat(metadata.values()).filteredOn((property) -> "java.lang.Boolean".equals(property.get("type")))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat((String) property.get("description")).startsWith("Whether "));
		assertThat(metadata)
			.extractingFromEntries((entry) -> entry.getKey() + "=" + entry.getValue().get("defaultValue"))
			.contains("business-use.enabled=true", "business-use.url=http://localhost:13370",
					"business-use.batch-size=100", "business-use.batch-interval=5s",
					"business-use.max-queue-bytes=16MB", "business-use.max-event-bytes=64KB",
					"business-use.connect-timeout=2s", "business-use.read-timeout=10s",
					"business-use.shutdown-timeout=5s");
	}

	@Test
	void hintsAreForPropertiesThatExist() throws Exception {
		List<Map<String, Object>> hints = all("hints");
		assertThat(hints).isNotEmpty()
			.allSatisfy((hint) -> assertThat(metadata()).containsKey((String) hint.get("name")));
	}

	private static String dashed(String name) {
		return ConfigurationPropertyName.of("business-use")
			.append(name.replaceAll("([A-Z])", "-$1").toLowerCase())
			.toString();
	}

	private static Map<String, Map<String, Object>> metadata() throws Exception {
		return all("properties").stream()
			.filter((property) -> ((String) property.get("name")).startsWith("business-use."))
			.collect(Collectors.toMap((property) -> (String) property.get("name"), (property) -> property));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> all(String section) throws Exception {
		try (InputStream in = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				BusinessUseProperties.class.getClassLoader())
			.getInputStream()) {
			return (List<Map<String, Object>>) JsonMapper.shared().readValue(in, Map.class).get(section);
		}
	}

}
