package io.meterbridge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link between the pages, and from the pages into the source, leads somewhere. */
class DocsLinksTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path DECISIONS = DOCS.resolve("adr");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkPointsToAFileAndAHeadingThatExist(Path page) throws IOException {
        for (var link : linksOf(page)) {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as("link %s of %s", link, page).exists();
            if (parts.length == 2) {
                assertThat(anchorsOf(target)).as("link %s of %s", link, page).contains(parts[1]);
            }
        }
    }

    @Test
    void thePagesStartAtTheReadme() throws IOException {
        var index = DOCS.resolve("README.md");

        assertThat(linksOf(Path.of("README.md"))).contains("docs/README.md", "CONTRIBUTING.md");
        for (var page : pagesIn(DOCS)) {
            if (page.getParent().equals(DOCS) && !page.equals(index)) {
                assertThat(linksOf(index)).contains(page.getFileName().toString());
            }
        }
    }

    @Test
    void everyDecisionIsInTheIndexUnderItsOwnTitle() throws IOException {
        var index = Markdown.read(DECISIONS.resolve("README.md"));
        var rows = new ArrayList<String>();
        for (var page : pagesIn(DECISIONS)) {
            var name = page.getFileName().toString();
            if (!name.equals("README.md")) {
                var title = Files.readAllLines(page).get(0);
                var number = name.substring(0, 4);
                assertThat(title).as(name).startsWith("# " + number + " ");
                rows.add("[" + number + "](" + name + ") " + title.substring("# 0000 ".length()));
            }
        }

        assertThat(index.rows().stream().map(row -> row.get(0) + " " + row.get(1)))
                .containsExactlyElementsOf(rows);
    }

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"),
                Path.of("CHANGELOG.md"), Path.of("src/test/resources/scenarios/README.md")));
        pages.addAll(pagesIn(DOCS));
        return pages;
    }

    private static List<Path> pagesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static List<String> linksOf(Path page) throws IOException {
        var text = FENCE.matcher(Files.readString(page)).replaceAll("");
        return LINK.matcher(text).results().map(match -> match.group(1))
                .filter(link -> !link.contains("://")).toList();
    }

    /** As GitHub makes them: small letters, spaces to hyphens, everything else dropped. */
    private static List<String> anchorsOf(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page)).results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
