package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of routes: its lines for what only people read, its tree for what Camel reads.
 *
 * @param entries the elements at the top: routes, route configurations, templates, rest
 */
record RouteFile(Path path, List<String> lines, JsonNode entries) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static RouteFile read(Path path) {
        try {
            return new RouteFile(path, Files.readAllLines(path), YAML.readTree(path.toFile()));
        } catch (IOException e) {
            throw new AssertionError("The file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** All files of routes in a folder, in their reading order. */
    static List<RouteFile> allIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The routes, those inside templates included. */
    List<JsonNode> routes() {
        var routes = new ArrayList<JsonNode>();
        for (var entry : entries) {
            if (entry.has("route")) {
                routes.add(entry.get("route"));
            }
            if (entry.path("routeTemplate").has("route")) {
                routes.add(entry.get("routeTemplate").get("route"));
            }
        }
        return routes;
    }

    /** Every object anywhere in the file, parents before their children. */
    List<JsonNode> objects() {
        var found = new ArrayList<JsonNode>();
        collect(entries, found);
        return found;
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.isObject()) {
            found.add(node);
        }
        node.forEach(child -> collect(child, found));
    }
}
