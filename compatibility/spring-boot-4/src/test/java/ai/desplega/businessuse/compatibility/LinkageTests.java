package ai.desplega.businessuse.compatibility;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that all types, methods and fields of Spring and Jackson that core, starter and
 * embedded backend use exist in this version, and that the types are public.
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
	void membersExist() {
		List<String> missing = this.classes.stream()
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.map(JavaAccess::getTarget)
			.filter((target) -> isOfLibrary(target.getOwner()))
			.filter((target) -> target.resolveMember().isEmpty())
			.map(AccessTarget::getFullName)
			.distinct()
			.toList();
		assertThat(missing).isEmpty();
	}

	private Stream<JavaClass> used() {
		return this.classes.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
			.filter(LinkageTests::isOfLibrary)
			.distinct();
	}

	private static boolean isOfLibrary(JavaClass type) {
		return Stream.of("org.springframework.", "tools.jackson.", "com.fasterxml.jackson.")
			.anyMatch(type.getName()::startsWith);
	}

	private static boolean isPresent(JavaClass type) {
		return ClassUtils.isPresent(type.getName(), LinkageTests.class.getClassLoader());
	}

}
