package ai.desplega.businessuse;

import java.time.Duration;
import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * End-to-end tests of a client with an HTTP server.
 */
@Timeout(60)
class HttpDeliveryTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final WireMockServer backend = new WireMockServer(
			WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

	@BeforeEach
	void start() {
		this.backend.start();
		this.backend.stubFor(get("/base/v1/status").willReturn(okJson("{\"status\":\"success\"}")));
		this.backend.stubFor(post("/base/v1/events-batch").willReturn(okJson("{\"status\":\"success\"}")));
	}

	@AfterEach
	void stop() {
		this.backend.stop();
	}

	@Test
	void sendsKeyAndEventsToPathOfBackend() {
		BusinessUseClient client = BusinessUseClient.builder()
			.environment((name) -> null)
			.apiKey("the-key")
			.url(this.backend.baseUrl() + "/base/")
			.build();
		for (int i = 0; i < 250; i++) {
			client.act("paid", FlowRun.of("checkout", "run-" + i), Map.of("amount", i));
		}
		assertThat(client.flush(LONG)).isTrue();
		client.close();
		this.backend.verify(1,
				getRequestedFor(urlEqualTo("/base/v1/status")).withHeader("X-Api-Key", equalTo("the-key")));
		this.backend.verify(3,
				postRequestedFor(urlEqualTo("/base/v1/events-batch")).withHeader("X-Api-Key", equalTo("the-key"))
					.withHeader("Content-Type", equalTo("application/json"))
					.withHeader("Upgrade", absent())
					.withHeader("Transfer-Encoding", absent()));
		this.backend.verify(1, postRequestedFor(urlEqualTo("/base/v1/events-batch"))
			.withRequestBody(matchingJsonPath("$[0].run_id", equalTo("run-0"))));
	}

}
