package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Placeholders such as {@code {{meterbridge.metering.cron}}} name a setting of application.yaml; a
 * default written in a route says the same as the file. Names without a dot are parameters of
 * templates.
 */
final class SettingsCheck {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{([\\w-]+(?:\\.[\\w-]+)+)(?::([^}]*))?}}");

    private SettingsCheck() {
    }

    static List<String> complaints(List<RouteFile> files) {
        var settings = settings();
        return RouteCheck.eachFile(files, file -> complaints(file, settings));
    }

    private static List<String> complaints(RouteFile file, Map<String, String> settings) {
        var complaints = new ArrayList<String>();
        PLACEHOLDER.matcher(String.join("\n", file.lines())).results().forEach(match -> {
            var key = match.group(1);
            var written = match.group(2);
            if (!settings.containsKey(key)) {
                complaints.add(key + " is not in application.yaml");
            } else if (written != null && !written.equals(settings.get(key))) {
                complaints.add(key + " is " + settings.get(key) + " in application.yaml, not "
                        + written);
            }
        });
        return complaints;
    }

    private static Map<String, String> settings() {
        try {
            var settings = new HashMap<String, String>();
            flatten("", new YAMLMapper().readTree(Path.of("application.yaml").toFile()), settings);
            return settings;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> settings) {
        if (node.isObject()) {
            node.properties().forEach(child ->
                    flatten(prefix + child.getKey() + ".", child.getValue(), settings));
        } else {
            settings.put(prefix.substring(0, prefix.length() - 1), node.asText());
        }
    }
}
