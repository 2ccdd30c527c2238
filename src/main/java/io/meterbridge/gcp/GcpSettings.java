package io.meterbridge.gcp;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a seller's products on Google Cloud Marketplace are reached.
 *
 * @param providerId the seller's partner id at Procurement
 * @param account    the service account that is linked in the Producer Portal
 * @param approvesByItself whether purchases and plan changes that wait for the provider are approved here
 */
public record GcpSettings(String providerId, ServiceAccountKey account,
        boolean approvesByItself) {

    // it becomes part of a path, so nothing else may pass
    private static final Pattern PROVIDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    /**
     * Reads and checks settings by the names the API gives them.
     *
     * @throws InvalidGcpSettings when one is missing or malformed
     */
    public static GcpSettings of(Map<String, ?> settings) {
        var provider = settings.get("provider_id");
        if (!(provider instanceof String id) || !PROVIDER.matcher(id.strip()).matches()) {
            throw new InvalidGcpSettings("provider_id", "provider_id does not look like one");
        }
        return new GcpSettings(id.strip(), ServiceAccountKey.of(settings.get("service_account_json")),
                "auto".equals(settings.get("approval_mode")));
    }
}
