package ai.desplega.businessuse.internal.lambda;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the byte code of methods, in the class files that a class loader has.
 */
final class MethodFinder {

	private final ClassLoader loader;

	MethodFinder(@Nullable ClassLoader loader) {
		this.loader = (loader != null) ? loader : ClassLoader.getSystemClassLoader();
	}

	/**
	 * Find a method.
	 * @param owner its class, as byte code has it
	 * @throws Refusal if it can't be found, or has a loop
	 */
	MethodCode find(String owner, String name, String descriptor) {
		Finder finder = new Finder(name, descriptor);
		try {
			new ClassReader(bytes(owner)).accept(finder, ClassReader.SKIP_FRAMES);
		}
		catch (IllegalArgumentException ex) {
			throw new Refusal("is in a class file of a Java version that is too new to be read");
		}
		MethodCode code = (finder.method != null) ? finder.method.code() : null;
		if (code == null || code.end() == 0) {
			throw new Refusal("is a reference to " + simple(owner) + "." + name + ", whose code is not in that class");
		}
		return code;
	}

	/**
	 * Whether a static field of a class is one of its enum constants. The class is not
	 * initialized by that.
	 */
	boolean isEnumConstant(String owner, String field) {
		boolean[] found = new boolean[1];
		new ClassReader(bytes(owner)).accept(new ClassVisitor(Opcodes.ASM9) {

			@Override
			public @Nullable FieldVisitor visitField(int access, String name, String descriptor,
					@Nullable String signature, @Nullable Object value) {
				found[0] |= name.equals(field) && (access & Opcodes.ACC_ENUM) != 0;
				return null;
			}

		}, ClassReader.SKIP_CODE);
		return found[0];
	}

	private byte[] bytes(String owner) {
		try (InputStream in = this.loader.getResourceAsStream(owner + ".class")) {
			if (in == null) {
				throw new Refusal("can't be read: there is no class file of " + owner.replace('/', '.')
						+ ", as in a native image");
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new Refusal("can't be read: " + ex);
		}
	}

	static String simple(String owner) {
		return owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
	}

	private static final class Finder extends ClassVisitor {

		private final String name;

		private final String descriptor;

		private @Nullable String source;

		private @Nullable MethodReader method;

		private Finder(String name, String descriptor) {
			super(Opcodes.ASM9);
			this.name = name;
			this.descriptor = descriptor;
		}

		@Override
		public void visitSource(@Nullable String source, @Nullable String debug) {
			this.source = source;
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
