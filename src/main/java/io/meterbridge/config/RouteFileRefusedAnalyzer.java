package io.meterbridge.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.io.DefaultResourceLoader;

/** Says where a file of routes is not YAML, or not the YAML of Camel's routes: file, route, line and column. */
final class RouteFileRefusedAnalyzer extends AbstractFailureAnalyzer<MarkedYamlEngineException> {

    static final String REMEDY = "Correct the file, or put back its last version, and start again. No route was started,"
            + " so nothing was frozen or sent; replicas that run go on with the routes they have.";

    /** A route's own id stands two levels in; those of its steps further. */
    private static final Pattern ROUTE_ID = Pattern.compile("(?m)^ {4}id: ([\\w-]+)");

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkedYamlEngineException refused) {
        var route = refused.getProblemMark().map(RouteFileRefusedAnalyzer::routeAt).orElse("");
        return new FailureAnalysis("Route file%s: %s".formatted(route, refused.getMessage().strip()), REMEDY, refused);
    }

    private static String routeAt(Mark mark) {
        var ids = ROUTE_ID.matcher(upTo(mark)).results().toList();
        return ids.isEmpty() ? "" : ", route " + ids.get(ids.size() - 1).group(1);
    }

    /** The file's text up to the end of the line at fault. */
    private static String upTo(Mark mark) {
        try {
            var text = new DefaultResourceLoader().getResource(mark.getName())
                    .getContentAsString(StandardCharsets.UTF_8);
            return String.join("\n", text.lines().limit(mark.getLine() + 1L).toList());
        } catch (IOException unreadable) {
            // the mark itself still names file and line
            return "";
        }
    }
}
