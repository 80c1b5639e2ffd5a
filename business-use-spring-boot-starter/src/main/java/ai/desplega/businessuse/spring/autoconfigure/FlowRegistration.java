package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.spring.internal.AnnotatedFlows;
import ai.desplega.businessuse.status.ClientStatus;
import ai.desplega.businessuse.status.ClientStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Merges the flows of annotations into those of definitions when all singletons exist,
 * and logs mistakes in them. A child context adds its flows to those of its parent.
 * <p>
 * If the client is off, nothing is reported as missing: the context may be a test slice
 * that lacks a definition of the application.
 */
final class FlowRegistration implements SmartInitializingSingleton, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(BusinessUseAutoConfiguration.class);

	private final FlowRegistry flows;

	private final ObjectProvider<FlowDefinition> definitions;

	private final ObjectProvider<AnnotatedFlows> annotated;

	private final ObjectProvider<BusinessUseClient> clients;

	FlowRegistration(FlowRegistry flows, ObjectProvider<FlowDefinition> definitions,
			ObjectProvider<AnnotatedFlows> annotated, ObjectProvider<BusinessUseClient> clients) {
		this.flows = flows;
		this.definitions = definitions;
		this.annotated = annotated;
		this.clients = clients;
	}

	/**
	 * Add the definitions that are beans, and log their contradictions.
	 */
	static void register(ObjectProvider<FlowDefinition> definitions, FlowRegistry flows) {
		definitions.orderedStream().flatMap((flow) -> flows.add(withoutProxy(flow)).stream()).forEach(logger::warn);
	}

	/**
	 * Return the target of an AOP proxy, because the proxy itself has no state.
	 */
	private static FlowDefinition withoutProxy(FlowDefinition flow) {
		return (AopProxyUtils.getSingletonTarget(flow) instanceof FlowDefinition target) ? target : flow;
	}

	@Override
	public void afterSingletonsInstantiated() {
		register(this.definitions, this.flows);
		ClientStatus status = StartupMessage.status(this.clients);
		boolean on = status == null || status.state() != State.OFF;
		this.annotated.forEach((annotations) -> annotations.register(this.flows, on));
		if (on) {
			this.flows.takeWarnings().forEach(logger::warn);
		}
	}

}
