package io.meterbridge.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of metrics in Prometheus' text, in the alert rules and in the dashboard. */
final class Queries {

    static final Path RULES = Path.of("k8s", "monitoring", "alerts.yaml");
    static final Path DASHBOARD = Path.of("k8s", "monitoring", "dashboard.json");

    private static final Pattern EXPORTED = Pattern.compile("(?m)^([a-z_]+)[ {]");
    private static final Pattern NAME = Pattern.compile("\\b((?:meterbridge|camel|hikaricp|jvm|process|http)_[a-z_]+)");

    private Queries() {}

    static Set<String> exportedIn(String metrics) {
        return EXPORTED.matcher(metrics).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** Each query's place, and the metrics it names. */
    static Map<String, Set<String>> asked() throws IOException {
        var asked = new LinkedHashMap<String, Set<String>>();
        for (var rule : rules()) {
            asked.put("alert " + rule.path("alert").asText(), namesIn(rule.path("expr").asText()));
        }
        for (var panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
            for (var target : panel.path("targets")) {
                asked.merge("panel " + panel.path("title").asText(), namesIn(target.path("expr").asText()),
                        (one, other) -> {
                            one.addAll(other);
                            return one;
                        });
            }
        }
        return asked;
    }

    static JsonNode rules() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile()).at("/groups/0/rules");
    }

    private static Set<String> namesIn(String query) {
        return NAME.matcher(query).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
