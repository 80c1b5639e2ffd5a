package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.internal.InvalidFlowException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for a {@link ai.desplega.businessuse.flow.FlowDefinition} that can't
 * be built.
 */
final class InvalidFlowFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFlowException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidFlowException cause) {
		return new FailureAnalysis("A FlowDefinition can't be built: " + cause.getMessage(),
				"Correct the declaration of the flow.", cause);
	}

}
