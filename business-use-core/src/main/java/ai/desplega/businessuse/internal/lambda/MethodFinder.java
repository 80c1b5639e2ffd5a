package ai.desplega.businessuse.internal.lambda;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the byte code of methods in the class files of a class loader.
 */
final class MethodFinder {

	private static final String WRITE_IN_JAVA = "compile the rule with javac";

	private final ClassLoader loader;

	private @Nullable Refusal tool;

	MethodFinder(@Nullable ClassLoader loader) {
		this.loader = (loader != null) ? loader : ClassLoader.getSystemClassLoader();
	}

	/**
	 * Find a method.
	 * @param owner its class, as byte code names it
	 * @throws Refusal if it can't be found, or contains a loop
	 */
	MethodCode find(String owner, String name, String descriptor) {
		Finder finder = new Finder(name, descriptor);
		try {
			read(owner, finder, ClassReader.SKIP_FRAMES);
		}
		finally {
			this.tool = (this.tool != null) ? this.tool : finder.tool;
		}
		MethodCode code = (finder.method != null) ? finder.method.code() : null;
		if (code == null || code.end() == 0) {
			throw new Refusal(
					"is a reference to " + Constructs.type(owner) + "." + name + ", whose code is not in that class");
		}
		return code;
	}

	/**
	 * Return {@code true} if a static field of a class is one of its enum constants. This
	 * doesn't initialize the class.
	 */
	boolean isEnumConstant(String owner, String field) {
		boolean[] found = new boolean[1];
		read(owner, new ClassVisitor(Opcodes.ASM9) {

			@Override
			public @Nullable FieldVisitor visitField(int access, String name, String descriptor,
					@Nullable String signature, @Nullable Object value) {
				found[0] |= name.equals(field) && (access & Opcodes.ACC_ENUM) != 0;
				return null;
			}

		}, ClassReader.SKIP_CODE);
		return found[0];
	}

	/**
	 * Return a refusal that also names the compiler or tool that produced the class, if
	 * its code is mostly not supported.
	 */
	Refusal explain(Refusal refusal) {
		return (this.tool != null) ? refusal.and(this.tool) : refusal;
	}

	private void read(String owner, ClassVisitor visitor, int options) {
		try (InputStream in = this.loader.getResourceAsStream(owner + ".class")) {
			if (in == null) {
				throw new Refusal("can't be read: there is no class file of " + Constructs.type(owner)
						+ ", as in a native image");
			}
			new ClassReader(in.readAllBytes()).accept(visitor, options);
		}
		catch (Refusal ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw new Refusal("can't be read: the class file of " + Constructs.type(owner)
					+ " is damaged or of a Java version that is too new (" + ex + ")");
		}
	}

	private static final class Finder extends ClassVisitor {

		private final String name;

		private final String descriptor;

		private @Nullable String source;

		private @Nullable MethodReader method;

		private @Nullable Refusal tool;

		private Finder(String name, String descriptor) {
			super(Opcodes.ASM9);
			this.name = name;
			this.descriptor = descriptor;
			if (name.matches("lambda\\$\\d+")) {
				this.tool = new Refusal("was compiled by the Eclipse compiler, which is not fully supported yet",
						WRITE_IN_JAVA);
			}
		}

		@Override
		public void visitSource(@Nullable String source, @Nullable String debug) {
			this.source = source;
		}

		@Override
		public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			if (descriptor.equals("Lkotlin/Metadata;")) {
				this.tool = new Refusal("was compiled by Kotlin, whose lambdas are not fully supported yet",
						WRITE_IN_JAVA);
			}
			return null;
		}

		@Override
		public @Nullable FieldVisitor visitField(int access, String name, String descriptor, @Nullable String signature,
				@Nullable Object value) {
			if (name.equals("$jacocoData")) {
				this.tool = new Refusal("was instrumented by JaCoCo offline",
						"exclude its class from the instrumentation");
			}
			return null;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			if (!name.equals(this.name) || !descriptor.equals(this.descriptor)) {
				return null;
			}
			this.method = new MethodReader(descriptor, (access & Opcodes.ACC_STATIC) != 0, this.source);
			return this.method;
		}

	}

}
