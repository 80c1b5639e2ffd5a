package ai.desplega.businessuse.compatibility;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that all types and methods of Spring that core and starter use exist in this
 * version and are public.
 */
class LinkageTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("ai.desplega.businessuse");

	@Test
	void typesExistAndArePublic() {
		List<String> missing = used()
			.filter((type) -> !isPresent(type) || !type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)
			.distinct()
			.toList();
		assertThat(missing).isEmpty();
	}

	@Test
	void methodsExist() {
		List<String> missing = this.classes.stream()
			.flatMap((type) -> Stream.concat(type.getMethodCallsFromSelf().stream(),
					type.getConstructorCallsFromSelf().stream()))
			.map((call) -> (CodeUnitAccessTarget) call.getTarget())
			.filter((target) -> isOfSpring(target.getOwner()))
			.filter((target) -> target.resolveMember().isEmpty())
			.map(CodeUnitAccessTarget::getFullName)
			.distinct()
			.toList();
		assertThat(missing).isEmpty();
	}

	private Stream<JavaClass> used() {
		return this.classes.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
			.filter(LinkageTests::isOfSpring)
			.distinct();
	}

	private static boolean isOfSpring(JavaClass type) {
		return type.getPackageName().startsWith("org.springframework");
	}

	private static boolean isPresent(JavaClass type) {
		return ClassUtils.isPresent(type.getName(), LinkageTests.class.getClassLoader());
	}

}
