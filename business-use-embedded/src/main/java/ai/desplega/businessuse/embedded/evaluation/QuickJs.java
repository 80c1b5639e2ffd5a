package ai.desplega.businessuse.embedded.evaluation;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.console.Runs;
import io.roastedroot.quickjs4j.core.BasicScriptCache;
import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import io.roastedroot.quickjs4j.core.ScriptCache;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.wasm.types.MemoryLimits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs JavaScript as the real backend does: in QuickJS, each script in an engine of its
 * own. The engine is WebAssembly and sees nothing of Java but the two functions that give
 * it its input and take its result. A script has a second and 64 MB. One runs at a time,
 * so that many can't take more. Thread-safe.
 */
public final class QuickJs implements Scripts {

	private static final long TIMEOUT_MS = 1_000;

	private static final int MAX_PAGES = 1_024;

	/**
	 * A function made from its text can't close the one around it.
	 */
	private static final String MAIN = """
			const input = JSON.parse(host.input());
			const report = host.result;
			let answer;
			try {
				const result = new Function('data', 'ctx', input.body)(input.data, input.ctx);
				answer = { type: result === null ? 'null' : typeof result, value: result === true };
			}
			catch (error) {
				answer = { error: String(error) };
			}
			report(JSON.stringify(answer));
			""";

	private final ReentrantLock one = new ReentrantLock(true);

	private final JsonMapper json = JsonMapper.shared();

	/**
	 * Of {@link #MAIN}, the only thing that is compiled from outside.
	 */
	private final ScriptCache compiled = new BasicScriptCache();

	private boolean warm;

	@Override
	public Result run(Expression expression, String data, String ctx) {
		String input = "{\"body\":" + this.json.writeValueAsString(body(expression.script())) + ",\"data\":" + data
				+ ",\"ctx\":" + ctx + "}";
		this.one.lock();
		try {
			warmUp();
			return runInTime(input);
		}
		finally {
			this.one.unlock();
		}
	}

	/**
	 * The real backend's rule: the letters make it a function body, wherever they are.
	 */
	private static String body(String script) {
		return script.contains("return") ? script : "return " + script + ";\n";
	}

	/**
	 * Loading the engine's classes must not count against the first script.
	 */
	private void warmUp() {
		if (!this.warm) {
			Run trivial = new Run(this.compiled, "{\"body\":\"\"}");
			try (trivial) {
				trivial.run();
			}
			this.warm = true;
		}
	}

	private Result runInTime(String input) {
		Run run = new Run(this.compiled, input);
		FutureTask<Void> execution = new FutureTask<>(run, null);
		try (run) {
			Thread thread = new Thread(execution, "quickjs");
			thread.setDaemon(true);
			thread.start();
			execution.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
			return result(run.result);
		}
		catch (TimeoutException ex) {
			execution.cancel(true);
			return Result.timeout("The script was stopped after " + TIMEOUT_MS + " ms");
		}
		catch (ExecutionException ex) {
			return Result.problem("The script broke its engine: " + firstLine(ex.getCause()));
		}
		catch (InterruptedException ex) {
			execution.cancel(true);
			Thread.currentThread().interrupt();
			return Result.problem("The script was interrupted");
		}
		catch (CancellationException ex) {
			return Result.problem("The script was cancelled");
		}
	}

	private Result result(@Nullable String result) {
		if (result == null) {
			return Result.problem("The script gave no result");
		}
		JsonNode answer = this.json.readTree(result);
		if (answer.has("error")) {
			return Result.problem("The script failed: " + answer.get("error").asString());
		}
		String type = answer.path("type").asString();
		if (!type.equals("boolean")) {
			return Result.problem("The script gave " + type + ", not true or false");
		}
		return Result.of(answer.path("value").asBoolean());
	}

	private static String firstLine(@Nullable Throwable cause) {
		return String.valueOf(cause).lines().findFirst().orElse("");
	}

	private static final class Run implements Runnable, AutoCloseable {

		private final String input;

		private final Engine engine;

		private volatile @Nullable String result;

		Run(ScriptCache compiled, String input) {
			this.input = input;
			this.engine = Engine.builder()
				.addBuiltins(Builtins.builder("host")
					.addVoidToString("input", () -> this.input)
					.addStringToVoid("result", (text) -> this.result = text)
					.build())
				.withCache(compiled)
				.withStdout(new Nowhere())
				.withStderr(new Nowhere())
				.withMemoryFactory((limits) -> new ByteArrayMemory(
						new MemoryLimits(limits.initialPages(), Math.min(limits.maximumPages(), MAX_PAGES))))
				.build();
		}

		@Override
		public void run() {
			this.engine.exec(this.engine.compile(MAIN));
		}

		@Override
		public void close() {
			this.engine.close();
		}

	}

	/**
	 * Where the console of a script goes, which would else fill the memory of Java.
	 */
	private static final class Nowhere extends ByteArrayOutputStream {

		@Override
		public void write(int value) {
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
		}

	}

}
