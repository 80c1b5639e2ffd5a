package ai.desplega.businessuse;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.transport.EventTransport;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests the architecture of the core.
 */
@AnalyzeClasses(packages = "ai.desplega.businessuse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("ai.desplega.businessuse.(**)")
		.namingSlices("$1")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule noPackageUsesTheRoot = noClasses().that()
		.resideOutsideOfPackage("ai.desplega.businessuse")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("ai.desplega.businessuse");

	@ArchTest
	static final ArchRule theCoreIsWithoutSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule onlyJsonKnowsJackson = noClasses().that()
		.resideOutsideOfPackages("..internal.json..", "..transport..", "..rule..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("tools.jackson..");

	/**
	 * Clients, transports and flows can be beans of applications, whose aspects may
	 * create subclass proxies.
	 */
	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areNotInterfaces()
		.and()
		.areNotAssignableTo(BusinessUseClient.class)
		.and()
		.areNotAssignableTo(EventTransport.class)
		.and()
		.doNotBelongToAnyOf(FlowDefinition.class, FlowRegistry.class)
		.and()
		.areTopLevelClasses()
		.and()
		.haveSimpleNameNotEndingWith("package-info")
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule nothingIsPrinted = noClasses().should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

}
