package ai.desplega.businessuse.spring.aop;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import ai.desplega.businessuse.testing.CapturedLog;
import ai.desplega.businessuse.testing.CapturedLogExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names of arguments in a class that was compiled without them.
 */
@ExtendWith(CapturedLogExtension.class)
class ParameterNamesTests {

	private static final String SOURCE = """
			package nameless;

			import ai.desplega.businessuse.spring.BusinessAct;

			public class Steps {

				@BusinessAct(id = "by_name", flow = "checkout", runId = "#order")
				public void byName(String order) {
				}

				@BusinessAct(id = "by_index", flow = "checkout", runId = "#p0")
				public void byIndex(String order) {
				}

			}
			""";

	@Test
	void supportsIndexWithoutParameterNames(@TempDir Path directory, CapturedLog log) throws Exception {
		Path source = Files.writeString(directory.resolve("Steps.java"), SOURCE);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-d", directory.toString(),
					"-proc:none", "-g:none");
			assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source)).call())
				.isTrue();
		}
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> type = loader.loadClass("nameless.Steps");
			Recorded.runner(type).withClassLoader(loader).run((context) -> {
				Object bean = context.getBean(type);
				ReflectionUtils.invokeMethod(type.getMethod("byName", String.class), bean, "o-1");
				ReflectionUtils.invokeMethod(type.getMethod("byIndex", String.class), bean, "o-1");
				assertThat(Recorded.ids(context)).containsExactly("by_index");
				assertThat(log.text()).containsOnlyOnce("runId \"#order\" has #order at position 0: the method has no "
						+ "such argument (known: #a0, #p0): is the class compiled with -parameters?");
			});
		}
	}

}
