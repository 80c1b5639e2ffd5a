package ai.desplega.businessuse.embedded.evaluation;

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import ai.desplega.businessuse.embedded.evaluation.ScriptResult.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates JavaScript like the real backend: in QuickJS, with each script in an engine
 * in its initial state. Language and globals are those of QuickJS 2021-03-27.
 * <p>
 * A script is limited to 1 s of CPU time (within 10 s), at least 64 MB of memory, and, as
 * in the real backend, about 180 nested calls. One script runs at a time. The engine and
 * its thread are created for the first script; the thread ends after 5 s without a
 * script. Thread-safe.
 */
public final class QuickJs implements Scripts {

	private static final long CPU_LIMIT_MS = 1_000;

	/**
	 * Number of checks of the CPU time: on a busy machine, a script may have to wait for
	 * CPU time.
	 */
	private static final int CPU_CHECKS = 40;

	private static final long CPU_CHECK_MS = 250;

	private static final long IDLE_SECONDS = 5;

	/**
	 * Recursion in a script is recursion in compiled WebAssembly, which has large stack
	 * frames.
	 */
	private static final long STACK_BYTES = 16L * 1024 * 1024;

	private static final String BOOLEAN = "boolean ";

	private static final String OTHER = "other ";

	private static final String ERROR = "error ";

	private static final String OUT_OF_MEMORY = "InternalError: out of memory";

	/**
	 * Message for a stack overflow: the stack of the engine is at the start of its memory
	 * and grows downwards.
	 */
	private static final String OUT_OF_STACK = "out of bounds memory access";

	private final ReentrantLock lock = new ReentrantLock(true);

	private final JsonMapper json = JsonMapper.shared();

	private @Nullable ExecutorService worker;

	private volatile @Nullable Thread thread;

	private @Nullable QuickJsEngine engine;

	@Override
	public void prepare() {
		this.lock.lock();
		try {
			readyEngine();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public ScriptResult run(Expression expression, String data, String ctx) {
		String later = LaterSyntax.find(expression.script());
		if (later != null) {
			return new ScriptResult(Outcome.THREW, later);
		}
		String input = "{\"source\":" + this.json.writeValueAsString(source(expression.script())) + ",\"data\":" + data
				+ ",\"ctx\":" + ctx + "}";
		this.lock.lock();
		try {
			return runInTime(input);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the source by the rule of the real backend: a script that contains the
	 * letters {@code return} anywhere is a function body.
	 */
	private static String source(String script) {
		String body = script.contains("return") ? script : "return " + script + ";";
		return "function evaluateExpr(data, ctx) { " + body + "\n}";
	}

	private ScriptResult runInTime(String input) {
		QuickJsEngine ready;
		try {
			ready = readyEngine();
		}
		catch (InterruptedException ex) {
			return interrupted();
		}
		Future<?> execution = worker().submit(() -> ready.run(input));
		try {
			if (!isDoneInTime(execution)) {
				discard(ready);
				return ready.hasResult() ? result(ready) : new ScriptResult(Outcome.TIMED_OUT,
						"The script exceeded its time limit of " + CPU_LIMIT_MS + " ms");
			}
			return result(ready);
		}
		catch (ExecutionException ex) {
			discard(ready);
			return broken(ready, ex.getCause());
		}
		catch (InterruptedException ex) {
			discard(ready);
			return interrupted();
		}
	}

	private boolean isDoneInTime(Future<?> execution) throws ExecutionException, InterruptedException {
		long start = cpuMillis();
		for (int i = 0; i < CPU_CHECKS; i++) {
			try {
				execution.get(CPU_CHECK_MS, TimeUnit.MILLISECONDS);
				return true;
			}
			catch (TimeoutException ex) {
				if (cpuMillis() - start >= CPU_LIMIT_MS) {
					return false;
				}
			}
		}
		return false;
	}

	private long cpuMillis() {
		Thread thread = Objects.requireNonNull(this.thread);
		return TimeUnit.NANOSECONDS.toMillis(ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
	}

	/**
	 * Wait for the engine: the time limit of a script does not include the start of the
	 * engine.
	 */
	private QuickJsEngine readyEngine() throws InterruptedException {
		QuickJsEngine former = this.engine;
		if (former != null && former.isReusable()) {
			return former;
		}
		try {
			QuickJsEngine ready = worker().submit(() -> (former != null) ? former.another() : new QuickJsEngine())
				.get();
			this.engine = ready;
			return ready;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The JavaScript engine cannot be started", ex.getCause());
		}
	}

	private ExecutorService worker() {
		if (this.worker == null) {
			ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
					new LinkedBlockingQueue<>(), this::createThread);
			executor.allowCoreThreadTimeOut(true);
			this.worker = executor;
		}
		return this.worker;
	}

	private Thread createThread(Runnable task) {
		Thread thread = new Thread(null, task, "business-use-quickjs", STACK_BYTES, false);
		thread.setContextClassLoader(null);
		thread.setDaemon(true);
		this.thread = thread;
		return thread;
	}

	/**
	 * Discard the engine of a stopped script: its state is unknown, and the script may
	 * still be running.
	 */
	private void discard(QuickJsEngine stopped) {
		stopped.breakUp();
		worker().shutdownNow();
		this.worker = null;
	}

	private ScriptResult result(QuickJsEngine engine) {
		String result = engine.result();
		if (result.startsWith(BOOLEAN)) {
			return ScriptResult.of(result.equals(BOOLEAN + "true"));
		}
		if (result.startsWith(OTHER)) {
			return new ScriptResult(Outcome.NOT_BOOLEAN,
					"The script returned " + result.substring(OTHER.length()) + ", not true or false");
		}
		String error = result.substring(ERROR.length());
		if (error.startsWith(OUT_OF_MEMORY)) {
			return outOfMemory();
		}
		return new ScriptResult(Outcome.THREW, "The script failed: " + error);
	}

	private static ScriptResult broken(QuickJsEngine engine, @Nullable Throwable cause) {
		if (String.valueOf(cause).contains(OUT_OF_STACK) || cause instanceof StackOverflowError) {
			return new ScriptResult(Outcome.THREW,
					"The script exceeded the call stack: as in the real backend, about 180 nested calls are possible");
		}
		return engine.isMemoryExhausted() ? outOfMemory() : new ScriptResult(Outcome.NOT_EVALUATED,
				"The script caused a failure of the JavaScript engine: " + firstLine(cause));
	}

	private static ScriptResult outOfMemory() {
		return new ScriptResult(Outcome.NOT_EVALUATED,
				"The script exceeded its memory limit of " + QuickJsEngine.MIN_MEMORY_MB + " MB");
	}

	private static ScriptResult interrupted() {
		Thread.currentThread().interrupt();
		return new ScriptResult(Outcome.NOT_EVALUATED, "The thread was interrupted while the script ran");
	}

	private static String firstLine(@Nullable Throwable cause) {
		return String.valueOf(cause).lines().findFirst().orElse("");
	}

}
