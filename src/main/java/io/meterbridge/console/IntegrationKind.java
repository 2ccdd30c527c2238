package io.meterbridge.console;

import java.util.List;
import java.util.Set;

/**
 * Something a seller connects to, and how its page asks for it.
 *
 * @param id     its name in the API
 * @param name   its name for people
 * @param call   its part of the names of the API's calls
 * @param texts  fields of its form that are texts
 * @param json   field that is a JSON document, or null
 * @param secret fields that are never shown again
 */
public record IntegrationKind(
        String id, String name, String call, List<String> texts, String json, List<String> secret) {

    private static final int NOT_FOUND = 404;
    private static final Set<String> APART = Set.of("status", "broken_reason", "warnings", "verified_at", "start_at");

    static final List<IntegrationKind> ALL = List.of(
            new IntegrationKind("orb", "Orb", "Orb",
                    List.of("api_key", "start_date", "mode", "webhook_signing_secret", "signup_url"), null,
                    List.of("api_key", "webhook_signing_secret")),
            new IntegrationKind("aws", "AWS Marketplace", "Aws",
                    List.of("region", "access_key_id", "secret_access_key", "role_arn", "external_id",
                            "notifications_queue_url", "signup_url"), null,
                    List.of("access_key_id", "secret_access_key")),
            new IntegrationKind("azure", "Azure Marketplace", "Azure",
                    List.of("tenant_id", "client_id", "client_secret", "service_bus_connection_string",
                            "service_bus_queue", "signup_url"), null,
                    List.of("client_secret", "service_bus_connection_string")),
            new IntegrationKind("gcp", "Google Cloud Marketplace", "Gcp",
                    List.of("provider_id", "pubsub_subscription", "approval_mode", "signup_url", "signup_audience"),
                    "service_account_json", List.of("service_account_json")));

    static IntegrationKind named(String id) {
        return ALL.stream().filter(kind -> kind.id.equals(id)).findFirst()
                .orElseThrow(() -> new Refused(new Answer(NOT_FOUND, new Data(null))));
    }

    /** Whether a field of the connection stands among its facts; the others have a place of their own. */
    public boolean shows(String field) {
        return !APART.contains(field);
    }

    String get() {
        return "get" + call;
    }

    String connect() {
        return "connect" + call;
    }

    String disconnect() {
        return "disconnect" + call;
    }

    String test() {
        return "test" + call;
    }
}
