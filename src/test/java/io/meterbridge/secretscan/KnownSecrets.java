package io.meterbridge.secretscan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The secrets of the test world: what test sellers tell the API, what the API shows once, and what tests seal
 * by themselves.
 */
public final class KnownSecrets {

    private static final Set<String> TOLD = Set.of("api_key", "client_secret", "secret_access_key", "private_key",
            "webhook_signing_secret", "service_bus_connection_string");
    private static final Set<String> SHOWN_ONCE = Set.of("client_secret", "access_token", "secret");
    private static final Secrets ALL = new Secrets();

    private KnownSecrets() {
    }

    /** Names a secret; from now on it must not turn up. */
    public static void note(String secret) {
        ALL.add(secret);
    }

    /** Names what a request tells in confidence. */
    public static void noteRequest(JsonNode body) {
        valuesOf(body, TOLD).forEach(ALL::add);
    }

    /** Holds an answer against all known secrets; only one that creates a secret may show it, and only that one. */
    public static void checkAnswer(String call, int status, String text, JsonNode body) {
        var creates = status < 300 && call.startsWith("POST ");
        var shown = creates ? valuesOf(body, SHOWN_ONCE) : List.<String>of();
        shown.forEach(ALL::add);
        assertThat(ALL.firstIn(text, shown)).as("secret in the answer to %s", call).isEmpty();
    }

    static Secrets all() {
        return ALL;
    }

    private static List<String> valuesOf(JsonNode tree, Set<String> names) {
        var values = new ArrayList<String>();
        if (tree != null) {
            for (var name : names) {
                tree.findValues(name).stream().filter(JsonNode::isTextual)
                        .forEach(value -> values.add(value.textValue()));
            }
        }
        return values;
    }
}
