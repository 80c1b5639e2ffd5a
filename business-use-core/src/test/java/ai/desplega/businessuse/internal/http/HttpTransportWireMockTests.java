package ai.desplega.businessuse.internal.http;

import java.time.Duration;
import java.util.stream.IntStream;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import ai.desplega.businessuse.status.DropReason;
import ai.desplega.businessuse.testing.CapturedLog;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the whole client with a regular HTTP server and its faults.
 */
@Timeout(60)
class HttpTransportWireMockTests {

	private static final Duration PATIENT = Duration.ofSeconds(30);

	private static final WireMockServer server = new WireMockServer(
			WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

	private CapturedLog log;

	private BusinessUseClient client;

	@BeforeAll
	static void start() {
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@BeforeEach
	void build() {
		this.log = new CapturedLog(BusinessUseClient.class.getName());
		server.resetAll();
		server.stubFor(WireMock.get("/v1/status").willReturn(okJson("{\"status\":\"success\",\"message\":\"ok\"}")));
		server.stubFor(post("/v1/events-batch").willReturn(okJson("{\"status\":\"success\",\"message\":\"Ok\"}")));
		this.client = BusinessUseClient.builder()
			.environment((name) -> null)
			.url(server.baseUrl())
			.apiKey(Requests.KEY)
			.batchSize(10)
			.build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.log.close();
	}

	@Test
	void sendsCompleteEventsInBatches() {
		IntStream.range(0, 25).forEach((i) -> act());
		assertThat(this.client.flush(PATIENT)).isTrue();
		server.verify(1, getRequestedFor(urlEqualTo("/v1/status")).withHeader("X-Api-Key", equalTo(Requests.KEY)));
		server.verify(3,
				postRequestedFor(urlEqualTo("/v1/events-batch")).withHeader("X-Api-Key", equalTo(Requests.KEY))
					.withHeader("Content-Type", equalTo("application/json"))
					.withHeader("Transfer-Encoding", absent())
					.withHeader("Content-Encoding", absent())
					.withHeader("Expect", absent())
					.withHeader("Upgrade", absent())
					.withHeader("HTTP2-Settings", absent())
					.withRequestBody(matchingJsonPath("$[0].flow", equalTo("checkout")))
					.withRequestBody(matchingJsonPath("$[0].data.total", equalTo("9.99"))));
		assertThat(this.client.status().sent()).isEqualTo(25);
	}

	@ParameterizedTest
	@EnumSource(Fault.class)
	void brokenResponseLosesOneBatchAndIsLoggedOnce(Fault fault) {
		server.stubFor(post("/v1/events-batch").willReturn(aResponse().withFault(fault)));
		act();
		this.client.flush(PATIENT);
		server.stubFor(post("/v1/events-batch").willReturn(okJson("{}")));
		act();
		this.client.flush(PATIENT);
		ClientStatus status = this.client.status();
		assertThat(status.state()).isEqualTo(State.AVAILABLE);
		assertThat(status.sent()).isPositive();
		assertThat(status.sent() + status.dropped(DropReason.FAILED)).isEqualTo(2);
		assertThat(this.log.lines()).filteredOn((line) -> line.startsWith("WARN"))
			.hasSize((int) status.dropped(DropReason.FAILED))
			.allSatisfy((line) -> assertThat(line).hasLineCount(1));
	}

	@Test
	void logsTheResponseToABadBatch() {
		server.stubFor(post("/v1/events-batch").willReturn(aResponse().withStatus(422)
			.withBody("{\"detail\":[{\"loc\":[\"body\",0,\"data\"],\n\"msg\":\"Field required\"}]}")));
		act();
		assertThat(this.client.flush(PATIENT)).isFalse();
		assertThat(this.client.status().dropped(DropReason.REJECTED)).isOne();
		assertThat(this.log.lines()).anySatisfy((line) -> assertThat(line).startsWith("WARN")
			.contains("HTTP 422: {\"detail\":[{\"loc\":[\"body\",0,\"data\"], \"msg\":\"Field required\"}]}"));
	}

	@Test
	void truncatesLargeResponseInLog() {
		server
			.stubFor(post("/v1/events-batch").willReturn(aResponse().withStatus(500).withBody("<".repeat(5_000_000))));
		act();
		assertThat(this.client.flush(PATIENT)).isFalse();
		assertThat(this.log.lines()).isNotEmpty().allSatisfy((line) -> assertThat(line).hasSizeLessThan(1500));
	}

	private void act() {
		this.client.act((event) -> event.id("paid").flow("checkout").runId("1").data("total", 9.99));
	}

}
