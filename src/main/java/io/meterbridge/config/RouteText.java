package io.meterbridge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One route as people wrote it: where Camel only says what is wrong, this says where. It reads the house's form: a
 * route's id stands two levels in, a step's id above its other lines.
 *
 * @param file  the file's name
 * @param lines the file's lines from the route's id to the next route
 * @param first the number of the first of them, from 1
 */
record RouteText(String file, List<String> lines, int first) {

    private static final Pattern STEP_ID = Pattern.compile("\\s{6,}id: ([\\w-]+)");

    /** Finds a route in files; empty when no file that can be read holds it. */
    static Optional<RouteText> find(String routeId, String patterns) {
        var resolver = new PathMatchingResourcePatternResolver();
        for (var pattern : patterns.split(",")) {
            try {
                for (var file : resolver.getResources(pattern)) {
                    var found = in(file, routeId);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            } catch (IOException unreadable) {
                // Camel's own words are shown; where the route stands is only a help
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<RouteText> in(Resource file, String routeId) throws IOException {
        var lines = file.getContentAsString(StandardCharsets.UTF_8).lines().toList();
        int from = lines.indexOf("    id: " + routeId);
        if (from < 0) {
            return Optional.empty();
        }
        int to = from;
        while (to < lines.size() && !lines.get(to).startsWith("- ")) {
            to++;
        }
        return Optional.of(new RouteText(file.getFilename(), new ArrayList<>(lines.subList(from, to)), from + 1));
    }

    /** The step, and its line, whose lines hold a text. */
    Optional<String> stepWith(String text) {
        String step = null;
        for (int i = 0; i < lines.size(); i++) {
            var id = STEP_ID.matcher(lines.get(i));
            if (id.matches()) {
                step = id.group(1);
            }
            if (step != null && lines.get(i).contains(text)) {
                return Optional.of("step %s (line %d)".formatted(step, first + i));
            }
        }
        return Optional.empty();
    }
}
