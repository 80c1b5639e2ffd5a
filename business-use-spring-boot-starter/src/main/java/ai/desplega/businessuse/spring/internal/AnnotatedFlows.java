package ai.desplega.businessuse.spring.internal;

import java.util.List;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;

/**
 * Flows that annotations declare. Thread-safe.
 */
public interface AnnotatedFlows {

	/**
	 * Check the annotated methods of the beans that exist against declared flows, and
	 * return the flows that the annotations declare. A dependency that no annotation
	 * declares is an optional act in them, since calls in code may record it.
	 * @param declared the flows that definitions declare
	 * @return one definition a flow
	 */
	List<FlowDefinition> flows(FlowRegistry declared);

}
