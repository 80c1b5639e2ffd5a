package ai.desplega.businessuse.sample;

import java.util.Map;

import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.DropReason;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class SampleStopTests {

	@Test
	void sendsPendingEventsBeforeTheWebServerStops() {
		ConfigurableApplicationContext sample = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--business-use.batch-interval=1h");
		BusinessUseClient client = sample.getBean(BusinessUseClient.class);
		for (int i = 0; i < 250; i++) {
			client.act("paid", FlowRun.of("pending", "run-" + i), Map.of());
		}
		assertThat(client.status().recorded()).isEqualTo(250);
		sample.close();
		ClientStatus status = client.status();
		assertThat(status.sent()).isEqualTo(250);
		assertThat(status.dropped(DropReason.FAILED) + status.dropped(DropReason.SHUTDOWN)).isZero();
	}

}
