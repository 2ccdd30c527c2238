package io.meterbridge.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which file, which route and which step kept the routes from starting (docs/adr/0012). */
final class RouteRefusedAnalyzer extends AbstractFailureAnalyzer<FailedToCreateRouteException> {

    /** Camel shows the step as {@code >>> Bean[ref:outcomes method:record] <<<}, or {@code >>> to[direct:x] <<<}. */
    private static final Pattern STEP = Pattern.compile(">>> (\\w+\\[(?:ref:)?([^\\s?\\]]+).*?) <<<");

    private final Environment environment;

    RouteRefusedAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FailedToCreateRouteException refused) {
        var id = refused.getRouteId();
        var route = RouteText.find(id, environment.getProperty(RoutesFolder.KEY, RoutesFolder.IN_JAR));
        var file = route.map(RouteText::file).orElse("of an unknown name");
        return new FailureAnalysis(
                "Route file %s, route %s, %s: %s".formatted(file, id, step(refused, route), why(refused)),
                RouteFileRefusedAnalyzer.REMEDY, refused);
    }

    private static String step(FailedToCreateRouteException refused, Optional<RouteText> route) {
        var step = STEP.matcher(refused.getMessage());
        if (!step.find()) {
            return "its from";
        }
        return route.flatMap(text -> text.stepWith(step.group(2))).orElse("step " + step.group(1));
    }

    /** The innermost cause knows best; the outer ones repeat it. */
    private static String why(Throwable refused) {
        var cause = refused;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
