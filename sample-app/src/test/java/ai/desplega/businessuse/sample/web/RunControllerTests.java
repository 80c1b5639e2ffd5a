package ai.desplega.businessuse.sample.web;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.desplega.businessuse.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = SampleApplication.class)
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
class RunControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void aRunIsFoundByItsFlowAndId() {
		post(event("found/flow", "run & id", 1, "{}"));
		assertThat(this.mvc.get().uri("/api/runs")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.runs[?(@.flow == 'found/flow')].runId")
			.asArray()
			.containsExactly("run & id");
		assertThat(this.mvc.get().uri("/api/run").param("flow", "found/flow").param("runId", "run & id")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.eventCount")
			.isEqualTo(1);
	}

	@Test
	void aRunWithMoreThanAPageCanShowIsCut() {
		post(IntStream.range(0, 250)
			.mapToObj((i) -> event("long", "r1", i, "{\"text\":\"" + "x".repeat(30_000) + "\"}"))
			.collect(Collectors.joining(",")));
		assertThat(this.mvc.get().uri("/api/run?flow=long&runId=r1")).hasStatusOk().bodyJson().satisfies((json) -> {
			assertThat(json).extractingPath("$.events.length()").isEqualTo(200);
			assertThat(json).extractingPath("$.eventCount").isEqualTo(250);
			assertThat(json).extractingPath("$.events[0].data").asString().hasSize(20_002);
		});
		assertThat(this.mvc.post().uri("/api/run/evaluate?flow=long&runId=r1")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.status")
			.isEqualTo("passed");
	}

	@Test
	void aRunWithoutEventsIsUnknown() {
		assertThat(this.mvc.get().uri("/api/run?flow=checkout&runId=nothing")).hasStatus(404)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("There is no run 'nothing' of flow 'checkout', or not any more");
		assertThat(this.mvc.post().uri("/api/run/evaluate?flow=checkout&runId=nothing")).hasStatus(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/run", "/api/run?flow=checkout", "/api/run?runId=r1" })
	void aRequestThatNamesNoRunIsRefused(String uri) {
		assertThat(this.mvc.get().uri(uri)).hasStatus(400).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/js/main.js", "/page.css", "/webjars/d3/dist/d3.min.js",
			"/webjars/dagre/dist/dagre.min.js", "/favicon.svg", "/api/runs" })
	void thePageAndAllThatItNeedsComeFromHereUnderAStrictPolicy(String uri) {
		assertThat(this.mvc.get().uri(uri)).hasStatusOk()
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(policy) -> assertThat(policy.get(0)).startsWith("default-src 'none'; script-src 'self';")
						.doesNotContain("unsafe"));
	}

	private void post(String events) {
		assertThat(this.mvc.post()
			.uri("/v1/events-batch")
			.header("X-Api-Key", "sample")
			.contentType(MediaType.APPLICATION_JSON)
			.content("[" + events + "]")).hasStatusOk();
	}

	private static String event(String flow, String runId, int ts, String data) {
		return "{\"id\":\"step-of-" + flow + "\",\"flow\":\"" + flow + "\",\"run_id\":\"" + runId
				+ "\",\"type\":\"act\",\"ts\":" + ts + ",\"data\":" + data + "}";
	}

}
