package io.meterbridge.api.integrations;

import java.util.List;
import java.util.function.Function;

/**
 * What a seller tells about a marketplace, and what of it is ever shown again. A name with slashes
 * leads into a setting that is an object; its last part is the name it is stored under.
 *
 * @param cloud  the marketplace's name in the API
 * @param name   its name for people
 * @param shown  settings that may be shown
 * @param secret settings that are sealed
 * @param hintOf the sealed one whose end is shown
 * @param view   the connection as the API answers it
 */
record MarketplaceFields(
        String cloud,
        String name,
        List<String> shown,
        List<String> secret,
        String hintOf,
        Function<Integration, Object> view) {

    static final MarketplaceFields AWS = new MarketplaceFields("aws", "AWS",
            List.of("region", "role_arn", "external_id", "notifications_queue_url", "signup_url"),
            List.of("access_key_id", "secret_access_key"), "access_key_id", AwsIntegration::of);

    static final MarketplaceFields AZURE = new MarketplaceFields("azure", "Azure",
            List.of("tenant_id", "client_id", "service_bus_queue", "signup_url"),
            List.of("client_secret", "service_bus_connection_string"), "client_secret", AzureIntegration::of);

    static final MarketplaceFields GCP = new MarketplaceFields("gcp", "Google Cloud",
            List.of("provider_id", "service_account_json/client_email", "pubsub_subscription", "approval_mode",
                    "signup_url", "signup_audience"),
            List.of("service_account_json"), "service_account_json/private_key_id", GcpIntegration::of);
}
