package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of names: people, logs, metrics and tests find routes and steps by them. */
final class NameChecks {

    /** For example 21-submit-aws.camel.yaml: the number is the reading order. */
    private static final Pattern FILE = Pattern.compile("\\d\\d-[a-z]+(-[a-z]+)*\\.camel\\.yaml");

    /** For example contract-hour-settle. */
    private static final Pattern ROUTE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** For example read-cost; in a template a parameter may stand in it. */
    private static final Pattern STEP =
            Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+|-\\{\\{[a-zA-Z]+}})*");

    private NameChecks() {
    }

    static List<String> uniqueIds(List<RouteFile> files) {
        var firstIn = new HashMap<String, String>();
        return RouteCheck.eachFile(files, file -> ids(file).stream()
                .filter(id -> firstIn.putIfAbsent(id, file.name()) != null)
                .map(id -> "the id " + id + " stands in " + firstIn.get(id) + " already")
                .toList());
    }

    static List<String> namedRoutes(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> {
            var complaints = new ArrayList<String>();
            if (!FILE.matcher(file.name()).matches()) {
                complaints.add("a file is named like 21-submit-aws.camel.yaml");
            }
            for (var route : file.routes()) {
                complaints.addAll(complaintsAbout(route));
            }
            return complaints;
        });
    }

    private static List<String> complaintsAbout(JsonNode route) {
        var id = route.path("id").asText();
        var from = route.path("from").path("uri").asText();
        if (id.isBlank()) {
            return List.of("the route from " + from + " has no id");
        }
        var complaints = new ArrayList<String>();
        if (!ROUTE.matcher(id).matches()) {
            complaints.add("the route id " + id + " is not like account-hour-settle");
        }
        if (route.path("description").asText().isBlank()) {
            complaints.add("the route " + id + " has no description");
        }
        return complaints;
    }

    static List<String> stepIds(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> ids(file).stream()
                .filter(id -> file.routes().stream()
                        .noneMatch(route -> route.path("id").asText().equals(id)))
                .filter(id -> !STEP.matcher(id).matches())
                .map(id -> "the id " + id + " is not like read-cost")
                .toList());
    }

    private static List<String> ids(RouteFile file) {
        return file.objects().stream()
                .filter(object -> object.path("id").isTextual())
                .map(object -> object.get("id").asText())
                .toList();
    }
}
