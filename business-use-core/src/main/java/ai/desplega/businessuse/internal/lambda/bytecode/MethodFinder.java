package ai.desplega.businessuse.internal.lambda.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;

import ai.desplega.businessuse.internal.lambda.script.Refusal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the byte code of methods in the class files of a class loader.
 */
public final class MethodFinder {

	private static final String WRITE_IN_JAVA = "compile the rule with javac";

	private final ClassLoader loader;

	private @Nullable Refusal tool;

	public MethodFinder(@Nullable ClassLoader loader) {
		this.loader = (loader != null) ? loader : ClassLoader.getSystemClassLoader();
	}

	/**
	 * Find a method.
	 * @throws Refusal if it can't be found, or contains a loop
	 */
	public MethodCode find(Member member) {
		ClassNode type = read(member.owner(), (member.name() + member.descriptor())::equals);
		this.tool = (this.tool != null) ? this.tool : tool(type, member.name());
		for (MethodNode method : type.methods) {
			if (method.instructions.size() > 0) {
				return new MethodCode(method, type.sourceFile);
			}
		}
		throw new Refusal("is a reference to " + Constructs.name(member) + ", which that class does not declare");
	}

	/**
	 * Return {@code true} if a static field of a class is one of its enum constants. This
	 * doesn't initialize the class.
	 */
	public boolean isEnumConstant(Member field) {
		return read(field.owner(), (method) -> false).fields.stream()
			.anyMatch((each) -> each.name.equals(field.name()) && (each.access & Opcodes.ACC_ENUM) != 0);
	}

	/**
	 * Return a refusal that also names the compiler or tool that produced the class, if
	 * code of that tool is mostly not supported.
	 */
	public Refusal explain(Refusal refusal) {
		return (this.tool != null) ? refusal.and(this.tool) : refusal;
	}

	/**
	 * Read a class.
	 * @param filter the predicate for name and descriptor of the methods to read
	 */
	private ClassNode read(String owner, Predicate<String> filter) {
		ClassNode type = new ClassNode(Opcodes.ASM9) {

			@Override
			public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
					@Nullable String signature, String @Nullable [] exceptions) {
				return filter.test(name + descriptor)
						? super.visitMethod(access, name, descriptor, signature, exceptions) : null;
			}

		};
		try (InputStream in = this.loader.getResourceAsStream(owner + ".class")) {
			if (in == null) {
				throw new Refusal("can't be read: there is no class file of " + Constructs.type(owner)
						+ ", as in a native image");
			}
			new ClassReader(in.readAllBytes()).accept(type, ClassReader.SKIP_FRAMES);
			return type;
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw new Refusal("can't be read: the class file of " + Constructs.type(owner)
					+ " is damaged or of a Java version that is too new (" + ex + ")");
		}
	}

	private static @Nullable Refusal tool(ClassNode type, String method) {
		if (type.fields.stream().anyMatch((field) -> field.name.equals("$jacocoData"))) {
			return new Refusal("was instrumented by JaCoCo offline", "exclude its class from the instrumentation");
		}
		if (type.visibleAnnotations != null
				&& type.visibleAnnotations.stream().anyMatch((each) -> each.desc.equals("Lkotlin/Metadata;"))) {
			return new Refusal("was compiled by Kotlin, whose lambdas are not fully supported yet", WRITE_IN_JAVA);
		}
		return method.matches("lambda\\$\\d+")
				? new Refusal("was compiled by the Eclipse compiler, which is not fully supported yet", WRITE_IN_JAVA)
				: null;
	}

}
