package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** Checks of addresses: every object with a {@code uri}. */
final class EndpointChecks {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private static final Path RESOURCES = Path.of("src/main/resources");

    /** The cloud is open text: records of cloud X go to direct:submit-X. */
    private static final String DECIDED_AT_RUN_TIME = "${";

    private EndpointChecks() {
    }

    static List<String> options(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> endpoints(file).stream()
                .filter(endpoint -> !scheme(endpoint).startsWith("{{"))
                .flatMap(endpoint -> unknownOptions(endpoint).stream())
                .toList());
    }

    static List<String> queryStrings(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> endpoints(file).stream()
                .map(EndpointChecks::uri)
                .filter(uri -> uri.contains("?"))
                .map(uri -> uri + " has a query string; write its options as parameters")
                .toList());
    }

    static List<String> sqlFiles(List<RouteFile> files) {
        return RouteCheck.eachFile(files, file -> endpoints(file).stream()
                .map(EndpointChecks::uri)
                .filter(uri -> uri.startsWith("sql:"))
                .filter(uri -> !isStatementFile(uri))
                .map(uri -> uri + " is no file below " + RESOURCES.resolve("sql"))
                .toList());
    }

    static List<String> calledRoutes(List<RouteFile> files) {
        Set<String> consumed = files.stream()
                .flatMap(file -> file.routes().stream())
                .map(route -> route.path("from").path("uri").asText())
                .map(EndpointChecks::withoutQuery)
                .collect(Collectors.toSet());
        return RouteCheck.eachFile(files, file -> endpoints(file).stream()
                .map(EndpointChecks::uri)
                .map(EndpointChecks::withoutQuery)
                .filter(uri -> uri.startsWith("direct:") || uri.startsWith("seda:"))
                .filter(uri -> !uri.contains(DECIDED_AT_RUN_TIME))
                .filter(uri -> !consumed.contains(uri))
                .map(uri -> "no route begins at " + uri)
                .toList());
    }

    private static boolean isStatementFile(String uri) {
        var prefix = "sql:classpath:sql/";
        return uri.startsWith(prefix)
                && Files.isRegularFile(RESOURCES.resolve("sql")
                        .resolve(uri.substring(prefix.length())));
    }

    /** The catalog knows the options of every component and the types of their values. */
    private static List<String> unknownOptions(JsonNode endpoint) {
        var options = new ArrayList<String>();
        endpoint.path("parameters").properties().forEach(option ->
                options.add(option.getKey() + "=" + valueForCatalog(option.getValue().asText())));
        var uri = valueForCatalog(uri(endpoint))
                + (options.isEmpty() ? "" : (uri(endpoint).contains("?") ? "&" : "?")
                        + String.join("&", options));
        var result = CATALOG.validateEndpointProperties(uri, true);
        return result.isSuccess() ? List.of() : List.of(result.summaryErrorMessage(false).strip());
    }

    /** A value of run time can be anything, so it is shown to the catalog as a placeholder. */
    private static String valueForCatalog(String value) {
        return value.contains(DECIDED_AT_RUN_TIME) ? value.replaceAll("\\$\\{[^}]*}", "x") : value;
    }

    private static List<JsonNode> endpoints(RouteFile file) {
        return file.objects().stream().filter(object -> object.path("uri").isTextual()).toList();
    }

    private static String uri(JsonNode endpoint) {
        return endpoint.get("uri").asText();
    }

    private static String scheme(JsonNode endpoint) {
        return uri(endpoint).split(":")[0];
    }

    private static String withoutQuery(String uri) {
        return uri.split("\\?")[0];
    }
}
