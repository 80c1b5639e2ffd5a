package ai.desplega.businessuse.embedded.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import io.roastedroot.quickjs4j.core.Builtins;
import io.roastedroot.quickjs4j.core.Engine;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An engine that runs each script in the same initial state. The engine is WebAssembly:
 * all that a script can change is its linear memory, of which a copy is taken before the
 * first script and put back after each. This takes 0.1 ms; a new engine takes 10 to 40
 * ms. A script sees nothing of Java. Not thread-safe.
 */
final class QuickJsEngine {

	static final int MIN_MEMORY_MB = 64;

	private static final int PAGES_PER_MB = 16;

	/**
	 * Memory can't be given back: an engine with more is not used again.
	 */
	private static final int MAX_REUSABLE_PAGES = 16 * PAGES_PER_MB;

	private static final int MAX_PAGES = MAX_REUSABLE_PAGES + MIN_MEMORY_MB * PAGES_PER_MB;

	private final Engine engine;

	private final byte[] initialMemory;

	private final int runScript;

	private @Nullable Memory memory;

	private @Nullable String members;

	private String input = "";

	private volatile @Nullable String result;

	private boolean broken;

	QuickJsEngine() {
		this.engine = Engine.builder()
			.addBuiltins(Builtins.builder("host")
				.addStringToVoid("members", (string) -> this.members = string)
				.addVoidToString("input", () -> this.input)
				.addStringToVoid("result", this::resultGiven)
				.build())
			.withStdout(new DiscardingStream())
			.withStderr(new DiscardingStream())
			.withMemoryFactory(this::createMemory)
			.build();
		this.engine.exec(compile(resource("engine.js") + "(" + resource("members.json") + ")"));
		this.runScript = compile("runScript()");
		this.initialMemory = memory().readBytes(0, Memory.bytes(memory().pages()));
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
	 * Run a script, which gives a {@link #result()}.
	 * @throws RuntimeException if the script broke the engine
	 */
	void run(String input) {
		this.input = input;
		this.result = null;
		try {
			this.engine.exec(this.runScript);
		}
		catch (RuntimeException ex) {
			if (this.result == null) {
				throw ex;
			}
			this.broken = true; // by a pending job of a promise, which the real backend
								// doesn't run
		}
		memory().write(0, this.initialMemory, 0, this.initialMemory.length);
	}

	/**
	 * Return {@code true} if the script has given its result, even if a pending job of a
	 * promise, which the real backend doesn't run, still runs.
	 */
	boolean hasResult() {
		return this.result != null;
	}

	/**
	 * Return what {@code runScript()} gave.
	 */
	String result() {
		return Objects.requireNonNullElse(this.result, "other undefined");
	}

	/**
	 * Return the global names and the members that scripts see, as JSON.
	 */
	String members() {
		return Objects.requireNonNull(this.members);
	}

	boolean isReusable() {
		return !this.broken && memory().pages() <= MAX_REUSABLE_PAGES;
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
	 * Discards the output of the engine, which would otherwise grow in the memory of the
	 * JVM.
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
