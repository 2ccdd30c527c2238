package io.meterbridge.azure;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The Entra application that a seller named in its offers' technical configuration.
 *
 * @param tenantId     the seller's Entra tenant: a GUID or one of its domains
 * @param clientId     the application's id, a GUID
 * @param clientSecret a secret of that application
 */
public record AzureSettings(String tenantId, String clientId, String clientSecret) {

    // the tenant becomes part of a path, so nothing else may pass
    private static final Pattern TENANT = Pattern.compile(
            "[0-9A-Za-z][0-9A-Za-z-]{0,62}(\\.[0-9A-Za-z][0-9A-Za-z-]{0,62}){0,6}");
    private static final Pattern CLIENT = Pattern.compile(
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    public AzureSettings {
        Objects.requireNonNull(tenantId, "tenantId");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
    }

    /**
     * Reads and checks settings by the names the API gives them.
     *
     * @throws InvalidAzureSettings when one is missing or malformed
     */
    public static AzureSettings of(Map<String, ?> settings) {
        return new AzureSettings(
                required(settings, "tenant_id", TENANT),
                required(settings, "client_id", CLIENT),
                required(settings, "client_secret", null));
    }

    /** Any text without the secret, at most 500 characters of it. */
    String excerpt(String text) {
        var masked = text.replace(clientSecret, "***");
        return masked.length() > 500 ? masked.substring(0, 500) : masked;
    }

    /** Without what is secret, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "AzureSettings[tenantId=" + tenantId + ", clientId=" + clientId + "]";
    }

    private static String required(Map<String, ?> settings, String name, Pattern shape) {
        var given = settings.get(name);
        var value = given == null ? "" : given.toString().strip();
        if (value.isEmpty()) {
            throw new InvalidAzureSettings(name, name + " is missing");
        }
        if (shape != null && !shape.matcher(value).matches()) {
            throw new InvalidAzureSettings(name, name + " does not look like one");
        }
        return value;
    }
}
