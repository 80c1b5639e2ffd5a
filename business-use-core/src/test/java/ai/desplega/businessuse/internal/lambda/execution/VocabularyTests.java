package ai.desplega.businessuse.internal.lambda.execution;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.desplega.businessuse.rule.Dependency;
import ai.desplega.businessuse.rule.EventData;
import ai.desplega.businessuse.rule.RuleContext;
import ai.desplega.businessuse.rule.ValueList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that a rule can call. {@link Vocabulary#methods()} lists them for tests of the
 * documentation.
 */
class VocabularyTests {

	@Test
	void allMethodsOfTheTypesOfRulesAreTranslated() {
		assertThat(Vocabulary.methods()).containsAll(Stream
			.of(EventData.class, RuleContext.class, Dependency.class, ValueList.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
			.filter((method) -> !method.getName().equals("toString"))
			.map(VocabularyTests::key)
			.toList());
	}

	@Test
	void allMethodsOfTheVocabularyExist() throws ClassNotFoundException {
		for (String method : Vocabulary.methods()) {
			String type = method.substring(0, method.lastIndexOf('.', method.indexOf('(')));
			List<String> methods = Arrays.stream(Class.forName(type).getMethods())
				.map(VocabularyTests::signature)
				.toList();
			assertThat(methods).contains(method.substring(type.length() + 1));
		}
	}

	@Test
	void theDocumentationNamesEveryMethod() throws IOException {
		Set<String> documented = Files.readAllLines(Path.of("../docs/rules.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\|"))
			.flatMap((cells) -> words(cells[1]).flatMap((type) -> words(cells[2]).map((method) -> type + "." + method)))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(documented).isEqualTo(Vocabulary.methods()
			.stream()
			.map((method) -> method.replaceFirst("^.*\\.(\\w+\\.\\w+)\\(.*$", "$1"))
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	private static Stream<String> words(String cell) {
		return Pattern.compile("`(\\w+)`").matcher(cell).results().map((match) -> match.group(1));
	}

	private static String key(Method method) {
		return method.getDeclaringClass().getName() + "." + signature(method);
	}

	private static String signature(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", method.getName() + "(", ")"));
	}

}
