package ai.desplega.businessuse.spring;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the runtime dependencies of an application that uses the starter. Maven's
 * enforcer can't distinguish optional dependencies.
 */
class DependenciesTests {

	@Test
	void dependsOnlyOnCoreAndSpring() throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
		NodeList artifacts = (NodeList) XPathFactory.newInstance()
			.newXPath()
			.evaluate("/project/dependencies/dependency[not(scope='test') and not(optional='true')]/artifactId", pom,
					XPathConstants.NODESET);
		List<String> names = IntStream.range(0, artifacts.getLength())
			.mapToObj((i) -> artifacts.item(i).getTextContent())
			.toList();
		assertThat(names).containsExactlyInAnyOrder("business-use-core", "spring-boot-starter", "spring-web");
	}

}
