package ai.desplega.businessuse.spring.internal;

import ai.desplega.businessuse.internal.flow.FlowRegistry;

/**
 * Flows that are declared by annotations. Thread-safe.
 */
public interface AnnotatedFlows {

	/**
	 * Check the annotated methods of all beans against the definitions, and add their
	 * steps to the declared flows, now and for beans that are created later. A dependency
	 * that no annotation declares becomes an optional act, because the application may
	 * record it with the client. Only the first call has an effect.
	 * @param flows the declared flows
	 * @param reportMissing whether to log validators that neither an annotation nor a
	 * definition declares
	 */
	void register(FlowRegistry flows, boolean reportMissing);

}
