package io.meterbridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.docs.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A copy of the routes, changed as sections of docs/editing-routes.md say: blocks that "become" others in a named
 * file, and new files. A block that is not found exactly once fails, so the page stays true.
 */
public final class EditedRoutes {

    private static final Markdown PAGE = Markdown.read(Path.of("docs", "editing-routes.md"));
    private static final Pattern BLOCK =
            Pattern.compile("(?<prose>(?:(?!```)[\\s\\S])*)```yaml\\n(?<yaml>[\\s\\S]*?)```");
    private static final Pattern FILE = Pattern.compile("`([\\w-]+\\.camel\\.yaml)`");

    private final Path folder;

    private EditedRoutes(Path folder) {
        this.folder = folder;
    }

    /** Copies the routes into an empty folder. */
    public static EditedRoutes copiedTo(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (var file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new EditedRoutes(folder);
    }

    /** Does what the section below a heading says. */
    public EditedRoutes as(String heading) throws IOException {
        Path file = null;
        String before = null;
        int edits = 0;
        for (var block : PAGE.section("## " + heading).find(BLOCK)) {
            var prose = block.group(1);
            var yaml = block.group(2);
            var named = FILE.matcher(prose).results().reduce((one, other) -> other);
            file = named.map(match -> folder.resolve(match.group(1))).orElse(file);
            if (prose.contains("new file")) {
                assertThat(file).doesNotExist();
                Files.writeString(file, yaml);
                edits++;
            } else if (prose.contains("becomes")) {
                replace(file, before, yaml);
                edits++;
            } else {
                before = yaml;
            }
        }
        assertThat(edits).as("edits below " + heading).isPositive();
        return this;
    }

    private static void replace(Path file, String before, String after) throws IOException {
        var text = Files.readString(file);
        assertThat(text).as(file.toString()).containsOnlyOnce(before);
        Files.writeString(file, text.replace(before, after));
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** The setting that lets the application read them. */
    public String pattern() {
        return "file:" + folder + "/*.camel.yaml";
    }
}
