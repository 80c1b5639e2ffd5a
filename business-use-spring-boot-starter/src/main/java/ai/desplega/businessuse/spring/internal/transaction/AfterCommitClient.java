package ai.desplega.businessuse.spring.internal.transaction;

import java.time.Duration;
import java.util.function.Consumer;

import ai.desplega.businessuse.BusinessEvent;
import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.PreparedEvent;
import ai.desplega.businessuse.flow.FlowRun;
import ai.desplega.businessuse.internal.client.AssertionDescription;
import ai.desplega.businessuse.status.ClientStatus;
import org.jspecify.annotations.Nullable;

/**
 * Client whose events wait for the transaction of the thread that records them. Prepared
 * events don't wait for a transaction. The class is not final, because aspects of the
 * application may create a subclass proxy.
 */
class AfterCommitClient implements BusinessUseClient {

	private final BusinessUseClient client;

	AfterCommitClient(BusinessUseClient client) {
		this.client = client;
	}

	BusinessUseClient client() {
		return this.client;
	}

	@Override
	public void ensure(Consumer<BusinessEvent.Builder> event) {
		TransactionEvents events = TransactionEvents.current();
		if (events != null) {
			events.take(this.client, event);
		}
		else {
			this.client.ensure(event);
		}
	}

	@Override
	public void act(Consumer<BusinessEvent.Builder> event) {
		ensure(event);
	}

	@Override
	public void act(String id, FlowRun run, @Nullable Object data) {
		ensure((event) -> event.id(id).run(run).data(data));
	}

	@Override
	public void assertion(Consumer<BusinessEvent.Builder> event) {
		TransactionEvents events = TransactionEvents.current();
		if (events != null) {
			events.take(this.client, new AssertionDescription<>(event));
		}
		else {
			this.client.assertion(event);
		}
	}

	@Override
	public PreparedEvent prepare(Consumer<BusinessEvent.Builder> event) {
		return this.client.prepare(event);
	}

	@Override
	public boolean flush(Duration timeout) {
		return this.client.flush(timeout);
	}

	@Override
	public ClientStatus status() {
		return this.client.status();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
