package ai.desplega.businessuse.spring.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import ai.desplega.businessuse.flow.FlowDefinition;
import ai.desplega.businessuse.flow.StepDefinition;
import ai.desplega.businessuse.internal.flow.FlowRegistry;
import ai.desplega.businessuse.rule.Expr;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint @Endpoint} to expose the flows that definitions and annotations
 * declare.
 */
@Endpoint(id = "businessflows")
public final class BusinessFlowsEndpoint implements AopInfrastructureBean {

	private final FlowRegistry flows;

	BusinessFlowsEndpoint(FlowRegistry flows) {
		this.flows = flows;
	}

	/**
	 * Return the declared flows.
	 * @return the flows in the order of their names
	 */
	@ReadOperation
	public BusinessFlowsDescriptor flows() {
		Map<String, FlowDescriptor> flows = new TreeMap<>();
		this.flows.flows().forEach((flow) -> flows.put(flow.flow(), describe(flow)));
		return new BusinessFlowsDescriptor(flows);
	}

	private static FlowDescriptor describe(FlowDefinition flow) {
		return new FlowDescriptor(flow.steps().stream().map(BusinessFlowsEndpoint::describe).toList(),
				flow.unnoticedSteps(), flow.toMermaid());
	}

	private static StepDescriptor describe(StepDefinition step) {
		return new StepDescriptor(step.id(), step.type().name().toLowerCase(Locale.ROOT), step.depIds(),
				(step.timeout() != null) ? step.timeout().toString() : null, script(step::validator),
				script(step::filter), step.description(), step.optional());
	}

	private static @Nullable String script(Supplier<@Nullable Expr> rule) {
		try {
			Expr expr = rule.get();
			return (expr != null) ? expr.script() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Description of the declared flows.
	 *
	 * @param flows the flows by name
	 */
	public record BusinessFlowsDescriptor(Map<String, FlowDescriptor> flows) implements OperationResponseBody {

	}

	/**
	 * Description of one flow.
	 *
	 * @param steps the steps in the order of declaration
	 * @param unnoticedSteps the steps without which a run can pass, with the reasons
	 * @param mermaid the flow as a Mermaid flowchart
	 */
	public record FlowDescriptor(List<StepDescriptor> steps, Map<String, String> unnoticedSteps, String mermaid) {

	}

	/**
	 * Description of one step.
	 *
	 * @param id the name of the step
	 * @param type {@code act} or {@code assert}
	 * @param depIds the ids of the steps that this step depends on
	 * @param timeout the maximum time after the latest dependency, in ISO 8601
	 * @param validator the script of the validator
	 * @param filter the script of the filter
	 * @param description the human-readable description
	 * @param optional {@code true} if a run may be complete without the step
	 */
	public record StepDescriptor(String id, String type, List<String> depIds, @Nullable String timeout,
			@Nullable String validator, @Nullable String filter, @Nullable String description, boolean optional) {

	}

}
