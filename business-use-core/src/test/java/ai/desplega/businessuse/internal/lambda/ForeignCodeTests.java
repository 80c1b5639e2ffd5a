package ai.desplega.businessuse.internal.lambda;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.internal.lambda.LambdaCompiler.MemoryClassLoader;
import ai.desplega.businessuse.rule.Expr;
import ai.desplega.businessuse.rule.Rule;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import static ai.desplega.businessuse.internal.lambda.Agreement.assertAgreed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of class files that were compiled by other compilers, transformed by tools, or
 * damaged.
 */
class ForeignCodeTests {

	private static final String POSITIVE = "(data, ctx) -> data.number(\"x\") > 0";

	@Test
	void refusalNamesTheEclipseCompiler(@TempDir Path directory) throws IOException {
		Rule rule = eclipse(directory,
				"(data, ctx) -> { switch (data.string(\"s\")) { case \"EUR\": return true; default: return false; } }");
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule))
			.withMessageContaining("was compiled by the Eclipse compiler, which is not fully supported yet; "
					+ "compile the rule with javac, or use Expr.js(\"...\")");
	}

	@Test
	void scriptOfEclipseCompilerIsEquivalent(@TempDir Path directory) throws IOException {
		for (String lambda : List.of(POSITIVE, "(data, ctx) -> data.bool(\"a\") && !data.bool(\"b\")",
				"(data, ctx) -> { double x = data.number(\"x\", 1); return x > 0 ? data.bool(\"a\") : x < -2; }",
				"(data, ctx) -> ctx.deps().isEmpty() || data.string(\"s\", \"\").equals(\"EUR\")")) {
			assertAgreed(eclipse(directory, lambda), Map.of("x", 1, "a", true, "s", "EUR"), Map.of("x", -1, "b", true),
					Map.of("x", -3, "a", true));
		}
	}

	@Test
	void refusalNamesKotlin() {
		assertRefused((name) -> new ClassVisitor(Opcodes.ASM9, name) {
			@Override
			public void visitSource(String source, String debug) {
				super.visitSource("Rules.kt", null);
				visitAnnotation("Lkotlin/Metadata;", true).visitEnd();
			}
		}, "(data, ctx) -> System.nanoTime() > 0",
				"was compiled by Kotlin, whose lambdas are not fully supported yet; compile the rule with javac, or use");
	}

	@Test
	void refusalNamesJaCoCo() {
		assertRefused((writer) -> new ClassVisitor(Opcodes.ASM9, writer) {
			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				return new MethodVisitor(Opcodes.ASM9,
						super.visitMethod(access, name, descriptor, signature, exceptions)) {
					@Override
					public void visitCode() {
						super.visitCode();
						visitMethodInsn(Opcodes.INVOKESTATIC, "generated/Rules", "$jacocoInit", "()[Z", false);
						visitInsn(Opcodes.POP);
					}
				};
			}

			@Override
			public void visitEnd() {
				visitField(Opcodes.ACC_STATIC, "$jacocoData", "[Z", null, null).visitEnd();
				super.visitEnd();
			}
		}, POSITIVE, "was instrumented by JaCoCo offline; exclude its class from the instrumentation, or use");
	}

	@Test
	void damagedClassFileIsRefused() {
		for (int length : new int[] { 0, 3, 9, 40, 300 }) {
			assertFileRefused((bytes) -> Arrays.copyOf(bytes, length));
		}
		assertFileRefused((bytes) -> {
			byte[] newer = bytes.clone();
			newer[7] = 120;
			return newer;
		});
	}

	@Test
	void libraryThatIsMissingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule((bytes) -> {
			throw new NoClassDefFoundError("org/objectweb/asm/ClassReader");
		}))).withMessageContaining("failed with java.lang.NoClassDefFoundError");
	}

	@Test
	void cachesEveryFailure() {
		for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError(), new NoClassDefFoundError())) {
			int[] attempts = new int[1];
			Rule rule = rule((bytes) -> {
				attempts[0]++;
				throw error;
			});
			for (int i = 0; i < 3; i++) {
				assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule))
					.withMessageContaining("The lambda in Rules.lambda can't be translated to JavaScript: ");
			}
			assertThat(attempts[0]).as(error.toString()).isOne();
		}
	}

	private static Rule eclipse(Path directory, String lambda) throws IOException {
		Path source = directory.resolve("Rules.java");
		Files.writeString(source, LambdaCompiler.HEADER + "public class Rules { public static Rule lambda() { return "
				+ lambda + "; } }");
		StringWriter messages = new StringWriter();
		boolean compiled = BatchCompiler.compile(
				new String[] { "-17", "-nowarn", "-proc:none", "-g", "-d", directory.toString(), "-cp",
						System.getProperty("java.class.path"), source.toString() },
				new PrintWriter(messages), new PrintWriter(messages), null);
		assertThat(compiled).as(messages.toString()).isTrue();
		byte[] type = Files.readAllBytes(directory.resolve("generated/Rules.class"));
		return new MemoryClassLoader(Map.of("generated.Rules", type)).call("Rules", "lambda");
	}

	private static void assertFileRefused(UnaryOperator<byte[]> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule(change)))
			.withMessageContaining("the class file of Rules is damaged or of a Java version that is too new")
			.withMessageContaining("use Expr.js");
	}

	private static void assertRefused(java.util.function.Function<ClassVisitor, ClassVisitor> change, String lambda,
			String reason) {
		Rule rule = rule(lambda, (bytes) -> {
			ClassWriter writer = new ClassWriter(0);
			new ClassReader(bytes).accept(change.apply(writer), 0);
			return writer.toByteArray();
		});
		assertThatIllegalArgumentException().isThrownBy(() -> Expr.of(rule)).withMessageContaining(reason);
	}

	private static Rule rule(UnaryOperator<byte[]> change) {
		return rule(POSITIVE, change);
	}

	private static Rule rule(String lambda, UnaryOperator<byte[]> change) {
		MemoryClassLoader classes = new LambdaCompiler()
			.compile(Map.of("Rules", "public class Rules { public static Rule lambda() { return " + lambda + "; } }"));
		classes.replaceClassFiles(change);
		return classes.call("Rules", "lambda");
	}

}
