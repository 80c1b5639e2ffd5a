package ai.desplega.businessuse.flow;

import java.time.Duration;

import ai.desplega.businessuse.rule.Expr;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the Mermaid flowchart of a flow.
 */
class MermaidTests {

	@Test
	void drawsTypesTimeoutsAndRules() {
		FlowDefinition flow = FlowDefinition.builder("checkout")
			.act("paid", (step) -> step.timeout(Duration.ofMinutes(5)))
			.assertion("confirmed", (step) -> step.depIds("paid").validator(Expr.js("data.total > 0")))
			.build();
		assertThat(flow.toMermaid()).isEqualTo("""
				flowchart TD
				    s0{{"confirmed<br/>validator: data.total #62; 0"}}
				    s1["paid<br/>within 300000 ms"]
				    s1 --> s0
				""");
	}

	@Test
	void doesNotDependOnTheOrderOfDeclaration() {
		FlowDefinition one = FlowDefinition.builder("f").act("a").act("b", (step) -> step.depIds("a")).build();
		FlowDefinition other = FlowDefinition.builder("f").act("b", (step) -> step.depIds("a")).act("a").build();
		assertThat(one.toMermaid()).isEqualTo(other.toMermaid());
	}

	@Test
	void escapesAnyName() {
		String hostile = "end\"]; a-->b\n<script>alert(1)</script> #quot; größe \uD800 \u2028 日本";
		assertThat(FlowDefinition.builder("f").act(hostile).build().toMermaid()).isEqualTo("""
				flowchart TD
				    s0["end#34;#93;#59; a-#45;#62;b"]
				""".replace("a-#45;#62;b", "a--#62;b#10;#60;script#62;alert#40;1#41;#60;/script#62; #35;quot#59;"
				+ " gr#246;#223;e #55296; #8232; 日本"));
	}

}
