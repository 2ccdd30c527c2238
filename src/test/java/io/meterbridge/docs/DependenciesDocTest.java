package io.meterbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Holds docs/dependencies.md against pom.xml: nothing unexplained is used, nothing explained is gone. */
class DependenciesDocTest {

    private static final Markdown PAGE = Markdown.read(Path.of("docs", "dependencies.md"));

    @Test
    void everyDependencyAndPluginIsExplainedAndNothingElse() throws Exception {
        var pom = pom();
        var used = new ArrayList<String>();
        used.addAll(artifacts(pom, "dependency"));
        used.addAll(artifacts(pom, "plugin"));

        assertThat(PAGE.rows().stream().flatMap(row -> Markdown.codeIn(row.get(0)).stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(used.stream().distinct().toList());
    }

    @Test
    void everyVersionIsTheOneInUse() throws Exception {
        var properties = (Element) pom().getElementsByTagName("properties").item(0);
        var rows = PAGE.section("## Versions").rows();

        assertThat(rows).isNotEmpty();
        for (var row : rows) {
            var property = Markdown.codeIn(row.get(1)).get(0);
            assertThat(row.get(2)).as(property)
                    .isEqualTo(properties.getElementsByTagName(property).item(0).getTextContent());
        }
    }

    private static Document pom() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
    }

    private static List<String> artifacts(Document pom, String kind) {
        var elements = pom.getElementsByTagName(kind);
        var artifacts = new ArrayList<String>();
        for (int i = 0; i < elements.getLength(); i++) {
            var element = (Element) elements.item(i);
            artifacts.add(element.getElementsByTagName("artifactId").item(0).getTextContent());
        }
        return artifacts;
    }
}
