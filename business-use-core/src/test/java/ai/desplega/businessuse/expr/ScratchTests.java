package ai.desplega.businessuse.expr;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScratchTests {

	@Test
	void print() {
		int limit = 5;
		String cur = "EUR\"return";
		Set<String> set = Set.of("a", "b");
		long big = 7;
		List<EventPredicate> all = List.of((data, ctx) -> data.number("total") == ctx.deps("item_added").sum("price"),
				(data, ctx) -> data.number("total") > limit && "EUR".equals(data.text("currency")) || !data.flag("x"),
				(data, ctx) -> cur.equals(data.text("return")) && set.contains(data.text("k"))
						&& data.number("x") > big,
				(data, ctx) -> {
					String kind = data.text("kind");
					switch (kind) {
						case "a":
							return data.number("x") > 3;
						case "b":
							return true;
						default:
							return false;
					}
				}, (data, ctx) -> switch (data.text("kind", "")) {
					case "Aa", "BB" -> data.has("x");
					case "c" -> ctx.deps().isEmpty();
					default -> false;
				}, (data, ctx) -> {
					double net = data.number("net");
					double tax = data.flag("eu") ? net * 0.2 : 0;
					if (tax < 0) {
						return false;
					}
					return Math.abs(net + tax - data.number("gross")) < 0.005;
				},
				(data, ctx) -> ctx.deps("a")
					.any(d -> d.data().number("p") > data.number("q") && d.data().texts("t").any(String::isEmpty)),
				(data, ctx) -> ctx.deps().none(d -> d.data().has("x"))
						&& data.objects("lines").sum(l -> l.number("a") * l.number("b")) == data.number("t"),
				(data, ctx) -> (data.flag("a") || data.flag("b")) && (data.flag("c") || data.flag("d"))
						&& (data.flag("e") || data.flag("f")),
				(data, ctx) -> data.text("a").substring(0, 2).equals("x" + limit + data.number("y"))
						&& Set.of("EUR", "USD").contains(data.text("c")),
				(data, ctx) -> (int) data.number("a") / 2 == limit % 3 && Math.round(data.number("b") * 100) == 1234L,
				(data, ctx) -> Objects.equals(data.text("a"), data.text("b")) == data.flag("c"));
		try (JsEngine js = new JsEngine()) {
			for (EventPredicate p : all) {
				String s = Expr.of(p).script();
				System.out.println(s);
				System.out.println("   => " + js.run(s, Map.of("total", 3, "kind", "b", "a", "xy"),
						Map.of("id", "item_added", "flow", "f", "data", Map.of("price", 3))));
			}
		}
	}

}
