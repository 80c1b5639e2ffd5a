package ai.desplega.businessuse.embedded.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rules of evaluation, each as a row. A node is {@code id<deps?filter!validator@ms},
 * with a star behind the id for an assert without a validator; an event is
 * {@code node:ms} or {@code node:ms:value}, its data {@code {"v": value}}.
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
					b!null         | b:1         | 5     | The script gave null, not true or false                                 | Validator assertion failed
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
	void theEventsOfANodeAndOfItsUpstreamAreNamed() {
		Evaluation evaluation = evaluate("a b<a?data.v>1", "a:0 a:1 b:2:1 b:3:2", 5, null);
		NodeEvaluation b = evaluation.execInfo().get(1);
		assertThat(b.depNodeIds()).containsExactly("a");
		assertThat(b.evIds()).containsExactly("b3");
		assertThat(b.upstreamEvIds()).containsExactly("a0", "a1");
		assertThat(evaluation.evIds()).containsExactly("a0", "a1", "b3");
		assertThat(evaluation.graph()).containsEntry("a", List.of()).containsEntry("b", List.of("a"));
	}

	@Test
	void aPartOfTheFlowBeginsAtItsNodeWithoutUpstreamAndFilter() {
		Evaluation evaluation = evaluate("a!false b<a?false c<b d", "a:0 b:1 c:2", 5, "b");
		assertThat(evaluation.execInfo()).extracting(NodeEvaluation::nodeId).containsExactly("b", "c");
		assertThat(evaluation.status()).isEqualTo(Status.PASSED);
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<a", "a:0", 5, "z"))
			.withMessageContaining("no node 'z'")
			.withMessageContaining("a, b");
	}

	@Test
	void aRunThatWaitsTellsUntilWhen() {
		assertThat(evaluate("a b*<a@500 c*<a", "a:100", 200, null).runningUntil()).isEqualTo(600 * NANOS);
		assertThat(evaluate("a b*<a@500", "a:100", 700, null).runningUntil()).isZero();
	}

	@Test
	void aTimeThatIsNoneBreaksNothing() {
		StoredEvent past = event("a", Long.MIN_VALUE, "{}");
		StoredEvent future = event("a", Long.MAX_VALUE, "{}");
		FlowGraph graph = FlowGraph.of(nodes("a b*<a@500 c<a@500"));
		assertThat(new RunEvaluator(JAVA_SCRIPT, () -> 5).evaluate(graph, List.of(past)).status())
			.isEqualTo(Status.RUNNING);
		Evaluation waiting = new RunEvaluator(JAVA_SCRIPT, () -> 5).evaluate(graph,
				List.of(past, future, event("c", Long.MIN_VALUE, "{}")));
		assertThat(waiting.status()).isEqualTo(Status.RUNNING);
		assertThat(waiting.runningUntil()).isGreaterThan(Long.MAX_VALUE - 10);
	}

	@Test
	void aNodeThatDependsOnItselfIsNamed() {
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<a,b", "a:0", 5, null))
			.withMessageContaining("Node 'b' of flow 'f' depends on itself");
	}

	@Test
	void aCircleIsNamed() {
		assertThatExceptionOfType(FlowException.class).isThrownBy(() -> evaluate("a b<c c<b", "a:0", 5, null))
			.withMessageContaining("circle")
			.withMessageContaining("b, c");
	}

	@Test
	void anEndlessLoopFailsItsNodeAndNothingElse() {
		Evaluation evaluation = evaluate("a!true b<a!(()=>{while(true){}})() c<b!true", "a:0 b:1 b:2 c:3", 5, null);
		assertThat(evaluation.execInfo()).extracting(NodeEvaluation::status)
			.containsExactly(Status.PASSED, Status.FAILED, Status.PASSED);
		assertThat(evaluation.execInfo().get(1).message()).isEqualTo("The script was stopped after 1000 ms");
	}

	@Test
	void anEndlessFilterIsStoppedOnceAndNotForEachEvent() {
		List<StoredEvent> events = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			events.add(event("a", i, "{}"));
		}
		List<Node> nodes = nodes("a?(()=>{while(true){}})()");
		Evaluation evaluation = new RunEvaluator(new ScriptBudget(JAVA_SCRIPT, System::nanoTime), () -> 5)
			.evaluate(FlowGraph.of(nodes), events);
		assertThat(evaluation.execInfo().get(0).message())
			.isEqualTo("No events for this node. Its filter: The script was stopped before, and not run again");
	}

	private static Evaluation evaluate(String nodes, String events, long now, String startNodeId) {
		FlowGraph graph = FlowGraph.of(nodes(nodes));
		List<StoredEvent> stored = Arrays.stream(events.split(" "))
			.map(RunEvaluatorTests::event)
			.sorted((one, other) -> Long.compare(one.ts(), other.ts()))
			.toList();
		return new RunEvaluator(new ScriptBudget(JAVA_SCRIPT, System::nanoTime), () -> now * NANOS)
			.evaluate((startNodeId != null) ? graph.from(startNodeId) : graph, stored);
	}

	private static List<Node> nodes(String nodes) {
		return Arrays.stream(nodes.split(" ")).map(RunEvaluatorTests::node).toList();
	}

	private static Node node(String text) {
		Matcher node = NODE.matcher(text);
		assertThat(node.matches()).as(text).isTrue();
		boolean isAssert = !node.group(2).isEmpty() || node.group(5) != null;
		List<Condition> conditions = Arrays.stream(node.group(6).split("@"))
			.filter((ms) -> !ms.isEmpty())
			.map((ms) -> new Condition(Long.parseLong(ms)))
			.toList();
		return new Node(node.group(1), "f", isAssert ? "assert" : "act", "code", null,
				(node.group(3) != null) ? List.of(node.group(3).split(",")) : List.of(), script(node.group(4)),
				script(node.group(5)), conditions, Instant.EPOCH, null, null);
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
		return new StoredEvent(node + Objects.toString(ts / NANOS), "r", "act", "f", node, data, ts);
	}

}
