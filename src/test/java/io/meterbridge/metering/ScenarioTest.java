package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

import io.meterbridge.Proves;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells every story of {@code src/test/resources/scenarios} and compares the state after each step.
 */
class ScenarioTest {

    private static final Path STORIES = Path.of("src", "test", "resources", "scenarios");
    private static final ObjectMapper YAML =
            new ObjectMapper(
                            new YAMLFactory()
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS))
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TestFactory
    @Proves({
        "M-01", "M-02", "M-03", "M-04", "M-08", "M-12", "M-19", "M-20", "R-03", "R-04", "R-05",
        "R-07", "R-20", "R-23"
    })
    Stream<DynamicTest> everyStoryEndsAsItsFilesSay() {
        return stories()
                .map(story -> dynamicTest(story.getFileName().toString(), () -> tell(story)));
    }

    @Test
    void thereAreStories() {
        assertThat(stories()).hasSizeGreaterThanOrEqualTo(11);
    }

    private static void tell(Path folder) throws IOException {
        var files = files(folder);
        assertThat(files).as("%s begins with its account", folder).isNotEmpty();
        assertThat(files.get(0).getFileName()).hasToString("000-account.yaml");
        var story = new Story(read(files.get(0)));
        int compared = 0;
        for (var file : files.subList(1, files.size())) {
            if (isState(file)) {
                compare(file, story);
                compared++;
            } else {
                story.happens(read(file));
                assertThat(stateOf(file))
                        .as(
                                "after %s; it would be\n%s",
                                file, YAML.writeValueAsString(story.state()))
                        .exists();
            }
        }
        assertThat(compared).isPositive();
    }

    private static void compare(Path file, Story story) throws IOException {
        var actual = YAML.writeValueAsString(story.state());
        assertThat(asText(YAML.readTree(actual)))
                .as("state after %s; it is\n%s", file, actual)
                .isEqualTo(asText(read(file)));
    }

    /** Amounts may be quoted or not: only their digits count. */
    private static JsonNode asText(JsonNode node) {
        if (node.isObject()) {
            var object = YAML.createObjectNode();
            for (var field : node.properties()) {
                object.set(field.getKey(), asText(field.getValue()));
            }
            return object;
        }
        if (node.isArray()) {
            var array = YAML.createArrayNode();
            for (var element : node) {
                array.add(asText(element));
            }
            return array;
        }
        return YAML.getNodeFactory().textNode(node.asText());
    }

    private static Path stateOf(Path step) {
        return step.resolveSibling(step.getFileName().toString().substring(0, 3) + "-state.yaml");
    }

    private static boolean isState(Path file) {
        return file.getFileName().toString().endsWith("-state.yaml");
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** In the order of their numbers; a state after the step of its number. */
    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted((one, other) -> order(one).compareTo(order(other))).toList();
        }
    }

    private static String order(Path file) {
        return file.getFileName().toString().substring(0, 3) + (isState(file) ? "b" : "a");
    }

    private static Stream<Path> stories() {
        try (var folders = Files.list(STORIES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
