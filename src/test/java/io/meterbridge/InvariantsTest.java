package io.meterbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.docs.Markdown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/** Holds docs/invariants.md against the tests: no promise without its proof, no proof without its promise. */
class InvariantsTest {

    private static final Markdown PAGE = Markdown.read(Path.of("docs", "invariants.md"));
    private static final List<List<String>> PROVEN = PAGE.section("## Proven").rows();
    private static final List<List<String>> OPEN =
            PAGE.section("## Not built yet, or not proven yet").rows();
    private static final Pattern TEST_NAME = Pattern.compile("[A-Z]\\w*(#\\w+)?");

    /** Number to the tests that carry it; a class that carries it also stands for each of its methods. */
    private final Map<String, Set<String>> proofs = new TreeMap<>();

    InvariantsTest() throws IOException {
        var readers = new SimpleMetadataReaderFactory();
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:io/meterbridge/**/*.class")) {
            var type = readers.getMetadataReader(file).getAnnotationMetadata();
            var name = type.getClassName().replaceAll(".*[.$]", "");
            note(type, name);
            for (var method : type.getDeclaredMethods()) {
                note(method, name + "#" + method.getMethodName());
                if (method.isAnnotated("org.junit.jupiter.api.Test")) {
                    note(type, name + "#" + method.getMethodName());
                }
            }
        }
    }

    private void note(AnnotatedTypeMetadata metadata, String test) {
        var proves = metadata.getAnnotationAttributes(Proves.class.getName());
        if (proves != null) {
            for (var number : (String[]) proves.get("value")) {
                proofs.computeIfAbsent(number, any -> new TreeSet<>()).add(test);
            }
        }
    }

    @Test
    void everyPromiseStandsOnceInOneOfTheTables() {
        var listed = Stream.concat(PROVEN.stream(), OPEN.stream()).map(row -> row.get(0)).toList();
        var numbers = Stream.of(numbers("M", 1, 25), numbers("R", 1, 8), numbers("R", 10, 17),
                numbers("R", 20, 28), numbers("R", 30, 34), numbers("R", 40, 45), numbers("R", 50, 59),
                IntStream.rangeClosed(1, 13).mapToObj(number -> "S" + number)).flatMap(all -> all).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void everyNumberThatATestCarriesIsInTheTableOfProofs() {
        var inTable = PROVEN.stream().map(row -> row.get(0)).toList();

        assertThat(proofs.keySet())
                .as("numbers in @Proves; move the row of a missing one to the table of proofs")
                .allSatisfy(number -> assertThat(inTable).contains(number));
    }

    @Test
    void everyTestInTheTableExistsAndCarriesTheNumber() {
        for (var row : PROVEN) {
            var number = row.get(0);
            var tests = Markdown.codeIn(row.get(3));
            assertThat(tests).as("tests named for %s", number).isNotEmpty()
                    .allMatch(test -> TEST_NAME.matcher(test).matches());
            assertThat(proofs.getOrDefault(number, Set.of()))
                    .as("tests that carry %s", number).containsAll(tests);
        }
    }

    @Test
    void testClassesHaveNamesOfTheirOwn() throws IOException {
        var seen = new HashSet<String>();
        var twice = new ArrayList<String>();
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:io/meterbridge/**/*Test.class")) {
            if (!seen.add(file.getFilename())) {
                twice.add(file.getFilename());
            }
        }
        assertThat(twice).as("the page names classes without their packages").isEmpty();
    }

    private static Stream<String> numbers(String letter, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "%s-%02d".formatted(letter, number));
    }
}
