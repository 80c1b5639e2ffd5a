package ai.desplega.businessuse.embedded.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.flow.FlowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static ai.desplega.businessuse.embedded.test.BusinessUseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the reports that are written after a failed test and after the last test of a
 * JVM.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ReportTests {

	private static final Path DIRECTORY = Path.of("target", "business-use");

	private static final Path COVERAGE = DIRECTORY
		.resolve("coverage-" + System.getProperty("surefire.forkNumber", "1") + ".json");

	@Test
	void failedAssertionNamesPageOfItsRuns() throws IOException {
		Path page = page(Failing.class, "failedVerdict");
		Files.deleteIfExists(page);
		String failure = TestRun.of(Failing.class).result("failedVerdict");
		assertThat(failure).contains("to have passed, but it still waits for order_confirmed")
			.endsWith("The runs of this test are shown in " + page.toAbsolutePath());
		assertThat(Files.readString(page))
			.contains("Run &lt;/script&gt;&lt;b&gt; of flow checkout", "9007199254740993", "&lt;/script&gt;&amp;amp;")
			.doesNotContain("<script", "<b>");
	}

	@Test
	void otherFailureHasPageInStackTrace() throws IOException {
		Path page = page(Failing.class, "exception");
		Files.deleteIfExists(page);
		assertThat(TestRun.of(Failing.class).result("exception")).isEqualTo("java.lang.IllegalStateException: boom");
		assertThat(page).exists();
	}

	@Test
	void reportsCanBeTurnedOff() throws IOException {
		Path page = page(Failing.class, "failedVerdict");
		Files.deleteIfExists(page);
		Files.deleteIfExists(COVERAGE);
		System.setProperty("business-use.test.report", "false");
		try {
			assertThat(TestRun.of(Failing.class).result("failedVerdict")).doesNotContain("are shown in");
			TestRun.of(Covering.class);
		}
		finally {
			System.clearProperty("business-use.test.report");
		}
		assertThat(page).doesNotExist();
		assertThat(COVERAGE).doesNotExist();
	}

	@Test
	void writesCoverageAfterLastTest() throws IOException {
		Files.deleteIfExists(COVERAGE);
		assertThat(TestRun.of(Covering.class).results()).hasSize(2).doesNotContainValue("not run");
		JsonNode checkout = JsonMapper.shared().readTree(Files.readString(COVERAGE)).get("flows").get("checkout");
		assertThat(checkout.get("notRecorded").toString()).isEqualTo("[]");
		assertThat(checkout.get("neverTrue").toString()).isEqualTo("[]");
		assertThat(checkout.get("neverFalse").toString()).isEqualTo("[\"order_confirmed.validator\"]");
		assertThat(checkout.get("unnoticed").toString()).isEqualTo("{}");
	}

	@Test
	void coverageKnowsTheFlowsOfEvaluatedRuns() throws IOException {
		Files.deleteIfExists(COVERAGE);
		TestRun.of(PlainCovering.class);
		JsonNode checkout = JsonMapper.shared().readTree(Files.readString(COVERAGE)).get("flows").get("checkout");
		assertThat(checkout.get("notRecorded").toString()).isEqualTo("[\"order_confirmed\",\"payment_processed\"]");
	}

	private static Path page(Class<?> test, String method) {
		return DIRECTORY.resolve(test.getName().replace('$', '.') + "." + method + ".html");
	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	static class Failing {

		@Test
		void failedVerdict(@Autowired BusinessUseClient client, @Autowired BusinessRuns runs) {
			FlowRun run = Shop.CHECKOUT.run("</script><b>");
			client.act("cart_created", run, Map.of("id", 9007199254740993L, "note", "</script>&amp;"));
			assertThat(runs.evaluate(run)).hasPassed();
		}

		@Test
		void exception(@Autowired Shop.Orders orders) {
			orders.place("17");
			throw new IllegalStateException("boom");
		}

	}

	@SpringBootTest(classes = Shop.class)
	@EmbeddedBusinessUse
	static class Covering {

		@Test
		void goodOrder(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.place("17");
			assertThat(runs.evaluate("checkout", "17")).hasPassed();
		}

		@Test
		void cartOnly(@Autowired Shop.Orders orders, @Autowired BusinessRuns runs) {
			orders.create("17");
			assertThat(runs.evaluate("checkout", "17")).isRunning();
		}

	}

	@EmbeddedBusinessUse
	static class PlainCovering {

		@Test
		void cartOnly(BusinessUseClient client, BusinessRuns runs) {
			FlowRun run = Shop.CHECKOUT.run(17);
			client.act("cart_created", run, Map.of());
			assertThat(runs.evaluate(run)).isRunning();
		}

	}

}
