package ai.desplega.businessuse.embedded.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.util.RawValue;
import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import io.roastedroot.quickjs4j.core.HostFunction;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JavaScript engine that runs each script in the same initial state. The engine is
 * WebAssembly, so a script can change only its linear memory. The memory is copied before
 * the first script and restored after each script. This takes 0.1 ms; creating an engine
 * takes 10 to 40 ms. Scripts have no access to Java. Not thread-safe.
 */
final class QuickJsEngine {

	static final int MIN_MEMORY_MB = 64;

	private static final int PAGES_PER_MB = 16;

	/**
	 * Maximum memory of an engine that is reused. Linear memory can't be released, so a
	 * larger engine is discarded.
	 */
	private static final int MAX_REUSABLE_PAGES = 16 * PAGES_PER_MB;

	private static final int MAX_PAGES = MAX_REUSABLE_PAGES + MIN_MEMORY_MB * PAGES_PER_MB;

	private final Engine engine;

	private final InitialState initial;

	private @Nullable Memory memory;

	private @Nullable String members;

	private String input = "";

	private volatile @Nullable String result;

	private volatile boolean broken;

	/**
	 * Create an engine in its initial state. The first call takes 0.2 s.
	 */
	QuickJsEngine() {
		this.engine = createEngine();
		this.engine.exec(compile(resource("engine.js") + "(" + resource("members.json") + ")"));
		int runScript = compile("runScript()");
		this.initial = new InitialState(memory().readBytes(0, Memory.bytes(memory().pages())), runScript);
	}

	private QuickJsEngine(InitialState initial) {
		this.engine = createEngine();
		this.initial = initial;
		memory().grow(initial.memory().length / Memory.PAGE_SIZE - memory().pages());
		reset();
	}

	/**
	 * Create another engine with the same initial state.
	 */
	QuickJsEngine another() {
		return new QuickJsEngine(this.initial);
	}

	private Engine createEngine() {
		return Engine.builder()
			.addBuiltins(Builtins.builder("host")
				.addStringToVoid("members", (string) -> this.members = string)
				.add(new HostFunction("input", List.of(), RawValue.class, (args) -> new RawValue(this.input)))
				.addStringToVoid("result", this::resultGiven)
				.build())
			.withStdout(new DiscardingStream())
			.withStderr(new DiscardingStream())
			.withMemoryFactory(this::createMemory)
			.build();
	}

	private Memory createMemory(MemoryLimits limits) {
		this.memory = new ByteArrayMemory(
				new MemoryLimits(limits.initialPages(), Math.min(limits.maximumPages(), MAX_PAGES)));
		return this.memory;
	}

	private int compile(String source) {
		return this.engine.compileRaw(source.getBytes(UTF_8));
	}

	/**
	 * Run a script. {@link #result()} then returns its result.
	 * @throws RuntimeException if the script caused a failure of the engine
	 */
	void run(String input) {
		this.input = input;
		this.result = null;
		try {
			this.engine.exec(this.initial.runScript());
		}
		catch (RuntimeException ex) {
			if (this.result == null) {
				throw ex;
			}
			// caused by a pending job of a promise, which the real backend doesn't run
			this.broken = true;
		}
		reset();
	}

	private void reset() {
		memory().write(0, this.initial.memory(), 0, this.initial.memory().length);
	}

	/**
	 * Return {@code true} if the script has returned its result. A pending job of a
	 * promise, which the real backend doesn't run, may still be running.
	 */
	boolean hasResult() {
		return this.result != null;
	}

	/**
	 * Return the result of {@code runScript()}.
	 */
	String result() {
		return Objects.requireNonNullElse(this.result, "other undefined");
	}

	/**
	 * Return the global names and the members that are available to scripts, as JSON.
	 */
	String members() {
		return Objects.requireNonNull(this.members);
	}

	boolean isReusable() {
		return !this.broken && memory().pages() <= MAX_REUSABLE_PAGES;
	}

	/**
	 * Mark this engine as not reusable.
	 */
	void breakUp() {
		this.broken = true;
	}

	boolean isMemoryExhausted() {
		return memory().pages() >= MAX_PAGES - PAGES_PER_MB;
	}

	private void resultGiven(String result) {
		if (this.result == null) {
			this.result = result;
		}
	}

	private Memory memory() {
		return Objects.requireNonNull(this.memory);
	}

	private static String resource(String name) {
		try (InputStream resource = QuickJsEngine.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(resource, name).readAllBytes(), UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * State before the first script.
	 *
	 * @param memory the linear memory
	 * @param runScript the address of the compiled call of {@code runScript()}
	 */
	private record InitialState(byte[] memory, int runScript) {

	}

	/**
	 * Discards the output of the engine, which would otherwise accumulate in the memory
	 * of the JVM.
	 */
	private static final class DiscardingStream extends ByteArrayOutputStream {

		@Override
		public void write(int value) {
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
		}

	}

}
