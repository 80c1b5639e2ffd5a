package ai.desplega.businessuse.embedded;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests the dependencies between the packages of the module.
 */
@AnalyzeClasses(packages = "ai.desplega.businessuse.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("ai.desplega.businessuse.embedded.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule evaluationKnowsNeitherStoreNorConsole = noClasses().that()
		.resideInAPackage("..embedded.evaluation..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..embedded.store..", "..embedded.console..", "..embedded");

	@ArchTest
	static final ArchRule evaluationAndStoreKnowNoFramework = noClasses().that()
		.resideInAnyPackage("..embedded.evaluation..", "..embedded.store..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "jakarta..", "java.net.http..", "org.junit..", "org.assertj..");

	@ArchTest
	static final ArchRule onlyTheEngineKnowsQuickJs4j = noClasses().that()
		.doNotHaveSimpleName("QuickJsEngine")
		.and()
		.haveSimpleNameNotStartingWith("Discarding")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.roastedroot..", "run.endive..");

	@ArchTest
	static final ArchRule nothingIsPrinted = noClasses().should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

}
