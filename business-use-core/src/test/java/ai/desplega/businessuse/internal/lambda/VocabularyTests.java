package ai.desplega.businessuse.internal.lambda;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
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

	private static String key(Method method) {
		return method.getDeclaringClass().getName() + "." + signature(method);
	}

	private static String signature(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(",", method.getName() + "(", ")"));
	}

}
