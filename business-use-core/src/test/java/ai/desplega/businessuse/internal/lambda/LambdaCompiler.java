package ai.desplega.businessuse.internal.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import ai.desplega.businessuse.rule.Rule;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jspecify.annotations.Nullable;

/**
 * Compiles sources with the compiler of the JDK that the tests run on, into a class
 * loader of their own.
 */
final class LambdaCompiler {

	static final String HEADER = """
			package generated;
			import ai.desplega.businessuse.rule.*;
			import java.util.*;
			import java.util.function.*;
			import java.util.concurrent.*;
			""";

	private final List<String> options = new ArrayList<>(List.of("-nowarn", "-proc:none"));

	LambdaCompiler with(String... options) {
		this.options.addAll(List.of(options));
		return this;
	}

	/**
	 * Compile classes.
	 * @param types the declarations, by name; the imports are added
	 */
	MemoryClassLoader compile(Map<String, String> types) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<JavaFileObject> sources = new ArrayList<>();
		types.forEach((name, source) -> sources.add(new Source(name, HEADER + source)));
		Map<String, Output> outputs = new HashMap<>();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavaFileManager memory = new ForwardingJavaFileManager<>(files) {

				@Override
				public JavaFileObject getJavaFileForOutput(Location location, String className,
						JavaFileObject.Kind kind, FileObject sibling) {
					return outputs.computeIfAbsent(className, Output::new);
				}

			};
			if (!compiler.getTask(messages, memory, null, this.options, null, sources).call()) {
				throw new IllegalArgumentException(messages.toString());
			}
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		Map<String, byte[]> classes = new HashMap<>();
		outputs.forEach((name, output) -> classes.put(name, output.bytes.toByteArray()));
		return new MemoryClassLoader(classes);
	}

	/**
	 * Compile one lambda.
	 * @param lambda the source of the lambda
	 * @param members further members of the enclosing class
	 */
	Rule compile(String lambda, String... members) {
		String source = "public class Rules { " + String.join("\n", members)
				+ "\npublic static Rule lambda() {\nreturn " + lambda + ";\n} }";
		return compile(Map.of("Rules", source)).call("Rules", "lambda");
	}

	/**
	 * Class loader that provides class files as resources, like most class loaders.
	 */
	static final class MemoryClassLoader extends ClassLoader {

		private final Map<String, byte[]> classes;

		private boolean hidden;

		private UnaryOperator<byte[]> change = UnaryOperator.identity();

		MemoryClassLoader(Map<String, byte[]> classes) {
			super(LambdaCompiler.class.getClassLoader());
			this.classes = classes;
		}

		/**
		 * As in a native image.
		 */
		void hideClassFiles() {
			this.hidden = true;
		}

		/**
		 * Change the class files that are read, but not the classes.
		 */
		void replaceClassFiles(UnaryOperator<byte[]> change) {
			this.change = change;
		}

		Rule call(String type, String method, Object... arguments) {
			try {
				for (java.lang.reflect.Method each : loadClass("generated." + type).getMethods()) {
					if (each.getName().equals(method)) {
						return (Rule) each.invoke(null, arguments);
					}
				}
				throw new IllegalArgumentException(method);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			byte[] bytes = this.classes.get(name);
			if (bytes == null) {
				throw new ClassNotFoundException(name);
			}
			return defineClass(name, bytes, 0, bytes.length);
		}

		@Override
		public @Nullable InputStream getResourceAsStream(String name) {
			byte[] bytes = this.classes.get(name.replace(".class", "").replace('/', '.'));
			return (bytes != null && !this.hidden) ? new ByteArrayInputStream(this.change.apply(bytes))
					: super.getResourceAsStream(name);
		}

	}

	private static final class Source extends SimpleJavaFileObject {

		private final String content;

		private Source(String name, String content) {
			super(URI.create("string:///generated/" + name + ".java"), Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.content;
		}

	}

	private static final class Output extends SimpleJavaFileObject {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private Output(String className) {
			super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
		}

		@Override
		public OutputStream openOutputStream() {
			return this.bytes;
		}

	}

}
