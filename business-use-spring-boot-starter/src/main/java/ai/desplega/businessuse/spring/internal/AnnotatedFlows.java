package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.internal.flow.FlowRegistry;

/**
 * Flows that annotations declare. Thread-safe.
 */
public interface AnnotatedFlows {

	/**
	 * Check the annotated methods of all beans against the definitions, and add their
	 * steps to the declared flows, now and for beans that are created later. A dependency
	 * that no annotation declares is an optional act, since calls in code may record it.
	 * Only the first call has an effect.
	 * @param flows the declared flows
	 */
	void register(FlowRegistry flows);

}
