package ai.desplega.businessuse.embedded.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.desplega.businessuse.flow.RunStatus;
import ai.desplega.businessuse.flow.StepStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of the evaluation rules, one in each row. A node is
 * {@code id<deps?filter!validator@ms}, with a star after the id for an assert without a
 * validator; an event is {@code node:ms} or {@code node:ms:value}, its data {@code {"v":
 * value}}.
 */
class RunEvaluatorTests {

	private static final Pattern NODE = Pattern
		.compile("(\\w+)(\\*?)(?:<([\\w,]+))?(?:\\?([^!@]+))?(?:!([^@]+))?((?:@\\d+)*)");

	private static final long NANOS = 1_000_000;

	private static final QuickJs JAVA_SCRIPT = new QuickJs();

	@ParameterizedTest(name = "{0}: {1} | {2} at {3}")
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					# present nodes
					an act that came passes                 | a              | a:0         | 0     | a=passed                      | passed
					a chain in order passes                 | a b<a c<b      | a:0 b:1 c:2 | 9     | a=passed b=passed c=passed    | passed
					the order of arrival does not matter    | c<b b<a a      | c:2 a:0 b:1 | 9     | a=passed b=passed c=passed    | passed
					a step without its upstream fails       | a b<a          | b:5         | 9     | a=skipped b=failed            | failed
					one upstream of two is enough           | a b c<a,b      | a:0 c:5     | 9     | a=passed b=skipped c=passed   | passed
					an unknown upstream is no upstream      | b<ghost        | b:5         | 9     | b=failed                      | failed
					events of unknown nodes are ignored     | a              | a:0 x:1     | 9     | a=passed                      | passed
					upstream may come later in time         | a b<a          | b:1 a:5     | 9     | a=passed b=passed             | passed
					# validators
					true passes                             | a!true         | a:0         | 0     | a=passed                      | passed
					false fails                             | a!false        | a:0         | 0     | a=failed                      | failed
					a number is not true                    | a!1            | a:0         | 0     | a=failed                      | failed
					a string is not true                    | a!'true'       | a:0         | 0     | a=failed                      | failed
					nothing is not true                     | a!null         | a:0         | 0     | a=failed                      | failed
					undefined is not true                   | a!data.x       | a:0         | 0     | a=failed                      | failed
					an exception fails                      | a!x.y          | a:0         | 0     | a=failed                      | failed
					a syntax error fails                    | a!(            | a:0         | 0     | a=failed                      | failed
					it sees the data                        | a!data.v===7   | a:0:7       | 0     | a=passed                      | passed
					it sees the one upstream as ctx.data    | a b<a!ctx.data.v===7 | a:0:7 b:1 | 2 | a=passed b=passed             | passed
					with two there is no ctx.data           | a b<a!ctx.data===undefined | a:0 a:1 b:2 | 3 | a=passed b=passed   | passed
					with none there is no ctx.data          | a!ctx.data===undefined | a:0 | 1     | a=passed                      | passed
					it sees all upstream events             | a b<a!ctx.deps.length===2 | a:0 a:1 b:2 | 3 | a=passed b=passed    | passed
					it sees their flow, id and data         | a b<a!ctx.deps[0].flow+ctx.deps[0].id+ctx.deps[0].data.v==='fa7' | a:0:7 b:1 | 3 | a=passed b=passed | passed
					upstream of the upstream is not seen    | a b<a c<b!ctx.deps.every(d=>d.id==='b') | a:0 b:1 c:2 | 3 | a=passed b=passed c=passed | passed
					every event of a node is validated      | a!data.v===1   | a:0:1 a:1:2 | 3     | a=failed                      | failed
					with a validator no upstream is needed  | a b<a!true     | b:1         | 3     | a=skipped b=passed            | passed
					letters of return make a body           | a!data.v==='returned' | a:0:'returned' | 1 | a=failed                 | failed
					a body returns                          | a!if(data.v){return_true}else{return_false} | a:0:1 | 1 | a=passed          | passed
					# filters
					a filtered event does not count         | a?false        | a:0         | 1     | a=skipped                     | passed
					an unfiltered event counts              | a?data.v>1     | a:0:1 a:1:2 | 3     | a=passed                      | passed
					a filter that fails filters             | a?x.y          | a:0         | 1     | a=skipped                     | passed
					a filter sees the upstream              | a b<a?ctx.data.v===7 | a:0:7 b:1 | 3 | a=passed b=passed             | passed
					a filtered event is no upstream         | a?false b<a    | a:0 b:1     | 3     | a=skipped b=failed            | failed
					what is filtered is not validated       | a?data.v>1!data.v===2 | a:0:1 a:1:2 | 3 | a=passed                   | passed
					# timeouts of what came
					in time passes                          | a b<a@500      | a:0 b:500   | 900   | a=passed b=passed             | passed
					late fails                              | a b<a@500      | a:0 b:501   | 900   | a=passed b=failed             | failed
					the latest upstream event counts        | a b c<a,b@500  | a:0 b:400 c:800 | 900 | a=passed b=passed c=passed | passed
					late fails in spite of the validator    | a b<a!true@500 | a:0 b:501   | 900   | a=passed b=failed             | failed
					every condition counts                  | a b<a@900@500  | a:0 b:600   | 900   | a=passed b=failed             | failed
					without upstream nothing is late        | a@500          | a:9000      | 9999  | a=passed                      | passed
					a timeout without upstream fails        | a b<a@500      | b:1         | 900   | a=skipped b=failed            | failed
					# missing nodes
					an act may be missing                   | a b<a          | a:0         | 99999 | a=passed b=skipped            | passed
					an assert is waited for                 | a b*<a         | a:0         | 9999  | a=passed b=running            | running
					an assert is overdue after 10 s         | a b*<a         | a:0         | 10000 | a=passed b=failed             | failed
					an assert waits for its upstream        | a b*<a c*<b    | a:0         | 5     | a=passed b=running c=skipped  | running
					an assert without upstream is skipped   | a b*           | a:0         | 99999 | a=passed b=skipped            | passed
					its own timeout counts                  | a b*<a@500     | a:0         | 499   | a=passed b=running            | running
					its own timeout ends                    | a b*<a@500     | a:0         | 500   | a=passed b=failed             | failed
					an act with a condition is waited for   | a b<a@500      | a:0         | 499   | a=passed b=running            | running
					an act with a condition can be overdue  | a b<a@500      | a:0         | 500   | a=passed b=failed             | failed
					the latest upstream event starts it     | a b*<a@500     | a:0 a:400   | 800   | a=passed b=running            | running
					# overall
					failed beats running                    | a!false b c*<b | a:0 b:0     | 5     | a=failed b=passed c=running   | failed
					""")
	void everyRule(String rule, String nodes, String events, long now, String expected, String overall) {
		Evaluation evaluation = evaluate(nodes, events, now, null);
		assertThat(evaluation.execInfo()
			.stream()
			.sorted((one, other) -> one.nodeId().compareTo(other.nodeId()))
			.map((node) -> node.nodeId() + "=" + node.status().label())
			.collect(Collectors.joining(" "))).isEqualTo(expected);
		assertThat(evaluation.status().label()).isEqualTo(overall);
	}

	@ParameterizedTest(name = "{0} | {1} at {2}: {3}")
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			textBlock = """
					b              | b:1         | 5     | Node validation passed                                                  |
					b<a            | b:1         | 5     | No upstream events found for dependencies                               |
					b!true         | b:1         | 5     | Validator passed                                                        |
					b!false        | b:1         | 5     |                                                                         | Validator assertion failed
					b!null         | b:1         | 5     | The script returned null, not true or false                             | Validator assertion failed
					b!x.y          | b:1         | 5     | The script failed: ReferenceError: x is not defined                     | Validator assertion failed
					a b<a@500      | a:0 b:400   | 900   | Timeout satisfied: 400.0ms <= 500ms                                     |
					a b<a@500      | a:0 b:601   | 900   |                                                                         | Timeout exceeded: 601.0ms > 500ms
					a b<a!true@500 | a:0 b:601   | 900   | Validator passed                                                        | Timeout exceeded: 601.0ms > 500ms
					b              | x:1         | 5     | No events for this node                                                 |
					a b*<a         | x:1         | 5     | Waiting for upstream dependency                                         |
					a b*<a         | a:0         | 2500  | Waiting for event (2500ms / 10000ms elapsed, 7500ms remaining)          |
					a b*<a         | a:0         | 10000 | Timeout: No event received within 10000ms                               |
					b?x.y          | b:1         | 5     | No events for this node. Its filter: The script failed: ReferenceError: x is not defined |
					""")
	void everyMessage(String nodes, String events, long now, String message, String error) {
		NodeEvaluation b = evaluate(nodes, events, now, null).execInfo()
			.stream()
			.filter((node) -> node.nodeId().equals("b"))
			.findFirst()
			.orElseThrow();
		assertThat(b.message()).isEqualTo(message);
		assertThat(b.error()).isEqualTo(error);
	}

	@Test
	void listsEventsOfNodeAndUpstream() {
		Evaluation evaluation = evaluate("a b<a?data.v>1", "a:0 a:1 b:2:1 b:3:2", 5, null);
		NodeEvaluation b = evaluation.execInfo().get(1);
		assertThat(b.depNodeIds()).containsExactly("a");
		assertThat(b.evIds()).containsExactly("b3");
		assertThat(b.upstreamEvIds()).containsExactly("a0", "a1");
		assertThat(evaluation.evIds()).containsExactly("a0", "a1", "b3");
		assertThat(evaluation.graph()).containsEntry("a", List.of()).containsEntry("b", List.of("a"));
	}

	@Test
	void startNodeHasNoDependenciesAndNoFilter() {
		Evaluation evaluation = evaluate("a!false b<a?false c<b d", "a:0 b:1 c:2", 5, "b");
		assertThat(evaluation.execInfo()).extracting(NodeEvaluation::nodeId).containsExactly("b", "c");
		assertThat(evaluation.status()).isEqualTo(RunStatus.PASSED);
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<a", "a:0", 5, "z"))
			.withMessageContaining("no node 'z'")
			.withMessageContaining("a, b");
	}

	@Test
	void runningRunHasDeadline() {
		assertThat(evaluate("a b*<a@500 c*<a", "a:100", 200, null).runningUntil()).isEqualTo(600 * NANOS);
		assertThat(evaluate("a b*<a@500", "a:100", 700, null).runningUntil()).isZero();
	}

	@Test
	void evaluatesEventsWithExtremeTimes() {
		StoredEvent past = event("a", Long.MIN_VALUE, "{}");
		StoredEvent future = event("a", Long.MAX_VALUE, "{}");
		List<NodeDefinition> nodes = nodes("a b*<a@500 c<a@500");
		assertThat(evaluate(new RunSnapshot(nodes, List.of(past), 5)).status()).isEqualTo(RunStatus.RUNNING);
		Evaluation waiting = evaluate(
				new RunSnapshot(nodes, List.of(past, future, event("c", Long.MIN_VALUE, "{}")), 5));
		assertThat(waiting.status()).isEqualTo(RunStatus.RUNNING);
		assertThat(waiting.runningUntil()).isGreaterThan(Long.MAX_VALUE - 10);
	}

	@Test
	void reportsSelfDependency() {
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<a,b", "a:0", 5, null))
			.withMessageContaining("Node 'b' depends on itself");
	}

	@Test
	void reportsCycle() {
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<c c<b", "a:0", 5, null))
			.withMessageContaining("cycle")
			.withMessageContaining("b, c");
	}

	@ParameterizedTest
	@CsvSource({ "a b<c c<b d e<d", "a b<b d e<d", "a b<c c<b d e<d,b" })
	void evaluatesPartDespiteCycleElsewhere(String nodes) {
		assertThat(evaluate(nodes.replace(" d", " d!true"), "d:0 e:1", 5, "d").status()).isEqualTo(RunStatus.PASSED);
	}

	@Test
	void duplicateDependencyHasItsEventsTwice() {
		Evaluation evaluation = evaluate("a b<a,a!ctx.deps.length===2&&ctx.data===undefined", "a:0 b:1", 5, null);
		assertThat(evaluation.status()).isEqualTo(RunStatus.PASSED);
	}

	@Test
	void endlessLoopFailsOnlyItsNode() {
		Evaluation evaluation = evaluate("a!true b<a!(()=>{while(true){}})() c<b!true", "a:0 b:1 b:2 c:3", 5, null);
		assertThat(evaluation.execInfo()).extracting(NodeEvaluation::status)
			.containsExactly(StepStatus.PASSED, StepStatus.FAILED, StepStatus.PASSED);
		assertThat(evaluation.execInfo().get(1).message()).contains("time limit of 1000 ms");
	}

	@Test
	void endlessFilterIsStoppedOnlyOnce() {
		List<StoredEvent> events = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			events.add(event("a", i, "{}"));
		}
		NodeEvaluation a = evaluate(new RunSnapshot(nodes("a?(()=>{while(true){}})()"), events, 5)).execInfo().get(0);
		assertThat(a.message()).startsWith("No events for this node. Its filter: The script exceeded its time limit");
		assertThat(a.notEvaluated()).hasSize(1000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a!true                  | TRUE
			a!false                 | FALSE
			a!1                     | NOT_BOOLEAN
			a!x.y                   | THREW
			a!(                     | THREW
			a!(()=>{for(;;){}})()   | TIMED_OUT
			a!'x'.repeat(2e9)+data.v | THREW
			""")
	void keepsOutcomeOfRule(String node, ScriptResult.Outcome outcome) {
		assertThat(evaluate(node, "a:0", 5, null).execInfo().get(0).rules()).singleElement()
			.satisfies((rule) -> assertThat(rule.result().outcome()).isEqualTo(outcome));
	}

	@ParameterizedTest
	@ValueSource(strings = { "python", "cel" })
	void aRuleInAnotherLanguageIsNotEvaluated(String engine) {
		NodeDefinition node = new NodeDefinition("a", "assert", null, List.of(), null, new Expression(engine, "True"),
				List.of());
		NodeEvaluation a = evaluate(new RunSnapshot(List.of(node), List.of(event("a", 0, "{}")), 5)).execInfo().get(0);
		assertThat(a.status()).isEqualTo(StepStatus.FAILED);
		assertThat(a.notEvaluated()).singleElement()
			.satisfies((rule) -> assertThat(rule.result().message()).contains("write the rule in JavaScript"));
	}

	@Test
	void nonFiniteNumberFailsEveryRuleThatReadsIt() {
		RunSnapshot run = new RunSnapshot(nodes("a!true b<a!true c!true d<a"),
				List.of(event("a", 0, "{}", false), event("b", 1, "{}"), event("c", 2, "{}"), event("d", 3, "{}")), 5);
		assertThat(evaluate(run).execInfo()).extracting(NodeEvaluation::nodeId, NodeEvaluation::status)
			.containsExactlyInAnyOrder(tuple("a", StepStatus.FAILED), tuple("b", StepStatus.FAILED),
					tuple("c", StepStatus.PASSED), tuple("d", StepStatus.PASSED));
	}

	@Test
	void aRunIsEvaluatedAsIfAllDeadlinesHadPassed() {
		RunSnapshot run = snapshot("a b*<a@3600000", "a:0", 5);
		assertThat(evaluate(run).status()).isEqualTo(RunStatus.RUNNING);
		assertThat(evaluate(run.afterAllDeadlines()).status()).isEqualTo(RunStatus.FAILED);
	}

	@Test
	void timeoutsOfEventsAreIgnoredByTheRulesOfTheRelease() {
		RunSnapshot run = snapshot("a b<a@500 c<a@500", "a:0 b:900", 9000);
		assertThat(evaluate(run).status()).isEqualTo(RunStatus.FAILED);
		assertThat(evaluate(run.ignoringTimeouts()).status()).isEqualTo(RunStatus.PASSED);
	}

	@Test
	void aRunIsEvaluatedAsIfAStepHadNotBeenRecorded() {
		RunSnapshot run = snapshot("a b*<a c<b!ctx.deps.length===1 d", "a:0 b:1 c:2 d:3", 5).afterAllDeadlines();
		assertThat(statuses(run)).isEqualTo("a=passed b=passed c=passed d=passed");
		assertThat(statuses(run.withoutEventsOf("b"))).isEqualTo("a=passed b=failed c=failed d=passed");
		assertThat(statuses(run.withoutEventsFrom("b"))).isEqualTo("a=passed b=failed c=skipped d=passed");
		assertThat(statuses(run.withoutEventsFrom("a"))).isEqualTo("a=skipped b=skipped c=skipped d=passed");
	}

	@Test
	void aKnownStepWithoutEventIsAwaited() {
		RunSnapshot run = snapshot("a b*<a", "a:0", 5).afterAllDeadlines();
		assertThat(evaluate(run).status()).isEqualTo(RunStatus.FAILED);
		List<NodeDefinition> recorded = RunSnapshot.nodesOf(run.events());
		assertThat(evaluate(new RunSnapshot(recorded, run.events(), Long.MAX_VALUE)).status())
			.isEqualTo(RunStatus.PASSED);
	}

	private static String statuses(RunSnapshot run) {
		return evaluate(run).execInfo()
			.stream()
			.map((node) -> node.nodeId() + "=" + node.status().label())
			.sorted()
			.collect(Collectors.joining(" "));
	}

	private static Evaluation evaluate(String nodes, String events, long now, String startNodeId) {
		RunSnapshot run = snapshot(nodes, events, now);
		return evaluate((startNodeId != null) ? run.from(startNodeId) : run);
	}

	private static Evaluation evaluate(RunSnapshot run) {
		return new RunEvaluator(JAVA_SCRIPT).evaluate(run);
	}

	private static RunSnapshot snapshot(String nodes, String events, long now) {
		return new RunSnapshot(nodes(nodes), Arrays.stream(events.split(" ")).map(RunEvaluatorTests::event).toList(),
				now * NANOS);
	}

	private static List<NodeDefinition> nodes(String nodes) {
		return Arrays.stream(nodes.split(" ")).map(RunEvaluatorTests::node).toList();
	}

	private static NodeDefinition node(String text) {
		Matcher node = NODE.matcher(text);
		assertThat(node.matches()).as(text).isTrue();
		boolean isAssert = !node.group(2).isEmpty() || node.group(5) != null;
		List<Long> timeouts = Arrays.stream(node.group(6).split("@"))
			.filter((ms) -> !ms.isEmpty())
			.map(Long::parseLong)
			.toList();
		return new NodeDefinition(node.group(1), isAssert ? "assert" : "act", null,
				(node.group(3) != null) ? List.of(node.group(3).split(",")) : List.of(), script(node.group(4)),
				script(node.group(5)), timeouts);
	}

	private static Expression script(String script) {
		return (script != null) ? new Expression("js", script.replace("return_", "return ")) : null;
	}

	private static StoredEvent event(String text) {
		String[] parts = text.split(":");
		String value = (parts.length > 2) ? parts[2].replace('\'', '"') : "null";
		return event(parts[0], Long.parseLong(parts[1]) * NANOS, "{\"v\":" + value + "}");
	}

	private static StoredEvent event(String node, long ts, String data) {
		return event(node, ts, data, true);
	}

	private static StoredEvent event(String node, long ts, String data, boolean finite) {
		return new StoredEvent(node + ts / NANOS, "f", "r", node(node), data, ts, finite);
	}

}
