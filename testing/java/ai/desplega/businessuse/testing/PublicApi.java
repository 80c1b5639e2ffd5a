package ai.desplega.businessuse.testing;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
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

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * Public types of a module outside its {@code internal} packages, with their public and
 * protected members. A text file in the test resources lists them, so that a reviewer
 * sees each change of the API.
 */
public final class PublicApi {

	private static final Path FILE = Path.of("src", "test", "resources", "public-api.txt");

	private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

	private final String root;

	private final Set<String> internalPackages;

	private final JavaClasses classes;

	/**
	 * Create the API of a module.
	 * @param root the package that contains the packages of the module
	 * @param internalPackages further internal packages, which are not named {@code
	 * internal}
	 */
	public PublicApi(String root, String... internalPackages) {
		this.root = root;
		this.internalPackages = Arrays.stream(internalPackages)
			.map((name) -> root + "." + name)
			.collect(Collectors.toSet());
		this.classes = new ClassFileImporter()
			.withImportOptions(List.of(new ImportOption.DoNotIncludeTests(), new ImportOption.DoNotIncludeJars(),
					(location) -> location.asURI().getPath().startsWith(moduleClasses())))
			.importPackages(root);
	}

	private static String moduleClasses() {
		return Path.of("target", "classes").toAbsolutePath().toUri().getPath();
	}

	/**
	 * Compare the API with the file, or write the file if the system property
	 * {@code public-api.update} is set.
	 */
	public void verify() throws IOException {
		Set<String> actual = lines();
		if (System.getProperty("public-api.update") != null) {
			Files.write(FILE, actual);
		}
		Set<String> expected = Files.exists(FILE) ? new TreeSet<>(Files.readAllLines(FILE)) : Set.of();
		if (!actual.equals(expected)) {
			throw new AssertionError("The public API differs from " + FILE + ".\nRemoved:" + without(expected, actual)
					+ "\nAdded:" + without(actual, expected)
					+ "\nIf that is intended, run this test with -Dpublic-api.update=true and commit the file.");
		}
	}

	private static String without(Set<String> lines, Set<String> others) {
		return lines.stream()
			.filter((line) -> !others.contains(line))
			.map("\n\t"::concat)
			.collect(Collectors.joining());
	}

	private Set<String> lines() {
		Set<String> lines = new TreeSet<>();
		this.classes.stream().filter(this::isPublic).map(JavaClass::reflect).forEach((type) -> {
			String name = type.getName().substring(this.root.length() + 1);
			lines.add(name + " " + PACKAGES.matcher(type.toGenericString()).replaceAll(""));
			members(type).forEach((member) -> lines.add(name + ": " + describe(member)));
		});
		return lines;
	}

	private boolean isPublic(JavaClass type) {
		return !type.getPackageName().contains(".internal") && !this.internalPackages.contains(type.getPackageName())
				&& !type.getSimpleName().equals("package-info") && isVisible(type.getModifiers())
				&& type.getEnclosingClass().map((enclosing) -> isVisible(enclosing.getModifiers())).orElse(true);
	}

	private static boolean isVisible(Set<JavaModifier> modifiers) {
		return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
	}

	private static Stream<Member> members(Class<?> type) {
		return Stream.<Member[]>of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
			.flatMap(Arrays::stream)
			.filter((member) -> !member.isSynthetic())
			.filter((member) -> Modifier.isPublic(member.getModifiers())
					|| Modifier.isProtected(member.getModifiers()));
	}

	private static String describe(Member member) {
		String text = (member instanceof Field field) ? field.toGenericString()
				: ((Executable) member).toGenericString();
		return PACKAGES.matcher(text).replaceAll("").replace(declaringClass(member) + ".", "").replace("public ", "");
	}

	private static String declaringClass(Member member) {
		return PACKAGES.matcher(member.getDeclaringClass().getName()).replaceAll("");
	}

	/**
	 * Check that no type has overloads of equal arity that differ only in reference
	 * types, because {@code null}, and often a lambda, would be ambiguous.
	 * @param exceptions simple names of types that may have such overloads
	 */
	public void verifyOverloads(String... exceptions) {
		ArchRule rule = classes().that().arePublic().should(new UnambiguousOverloads(Set.of(exceptions)));
		rule.check(this.classes);
	}

	private final class UnambiguousOverloads extends ArchCondition<JavaClass> {

		private final Set<String> exceptions;

		private UnambiguousOverloads(Set<String> exceptions) {
			super("have no overloads of equal arity that differ only in reference types");
			this.exceptions = exceptions;
		}

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			List<JavaCodeUnit> members = type.getCodeUnits()
				.stream()
				.filter((member) -> isPublic(type) && isVisible(member.getModifiers()))
				.filter((member) -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
				.filter((member) -> !this.exceptions.contains(type.getSimpleName()))
				.toList();
			for (JavaCodeUnit one : members) {
				members.stream()
					.filter((other) -> one.getFullName().compareTo(other.getFullName()) < 0)
					.filter((other) -> areAmbiguous(one, other))
					.forEach((other) -> events
						.add(SimpleConditionEvent.violated(type, one.getFullName() + " and " + other.getFullName())));
			}
		}

		private static boolean areAmbiguous(JavaCodeUnit one, JavaCodeUnit other) {
			List<JavaClass> first = one.getRawParameterTypes();
			List<JavaClass> second = other.getRawParameterTypes();
			if (!one.getName().equals(other.getName()) || first.size() != second.size()) {
				return false;
			}
			for (int i = 0; i < first.size(); i++) {
				boolean primitive = first.get(i).isPrimitive() || second.get(i).isPrimitive();
				if (primitive && !first.get(i).equals(second.get(i))) {
					return false;
				}
			}
			return true;
		}

	}

}
