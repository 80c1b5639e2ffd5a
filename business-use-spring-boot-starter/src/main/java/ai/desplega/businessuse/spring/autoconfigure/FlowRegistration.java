package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.internal.flow.FlowWarnings;
import ai.desplega.businessuse.spring.internal.AnnotatedFlows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Merges the flows of annotations into those of definitions when all singletons exist,
 * and logs what is wrong with them.
 */
final class FlowRegistration implements SmartInitializingSingleton, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private final FlowRegistry flows;

	private final ObjectProvider<AnnotatedFlows> annotated;

	FlowRegistration(FlowRegistry flows, ObjectProvider<AnnotatedFlows> annotated) {
		this.flows = flows;
		this.annotated = annotated;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.annotated.stream()
			.flatMap((annotations) -> annotations.flows(this.flows).stream())
			.forEach((flow) -> this.flows.add(flow).forEach(logger::warn));
		this.flows.flows().forEach((flow) -> FlowWarnings.of(flow).forEach(logger::warn));
	}

}
