package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Checks of what steps are made of. */
final class StepChecks {

    private static final Set<String> PROGRAMS = Set.of("groovy", "js", "javascript", "java", "joor",
            "csimple", "ognl", "mvel", "spel", "python", "datasonnet", "script");

    private StepChecks() {
    }

    static List<String> plainLanguages(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> file.objects().stream()
                .flatMap(StepChecks::keys)
                .filter(PROGRAMS::contains)
                .map(key -> key + " hides a program; call a bean")
                .toList());
    }

    static List<String> choicesEnd(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> file.objects().stream()
                .filter(object -> object.has("choice") && !object.get("choice").has("otherwise"))
                .map(object -> "the choice " + object.get("choice").path("id").asText()
                        + " does not say what happens otherwise")
                .toList());
    }

    private static Stream<String> keys(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }
}
