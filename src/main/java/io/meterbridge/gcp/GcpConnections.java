package io.meterbridge.gcp;

import io.meterbridge.marketplace.ConnectionCheck;
import io.meterbridge.marketplace.CredentialsRefused;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:gcp-connection-check} that are more than routing. */
@Component("gcpConnections")
public class GcpConnections {

    private static final Logger LOG = LoggerFactory.getLogger(GcpConnections.class);
    private static final String KEY_FILE = "service_account_json";

    /** The settings a seller typed, by their names in the API. */
    public GcpSettings read(@Body Map<String, Object> settings) {
        return GcpSettings.of(settings);
    }

    /** Asks for the provider's first entitlement; its headers and its address go into the headers. */
    public void writeList(
            @ExchangeProperty("gcpSettings") GcpSettings settings,
            @ExchangeProperty("gcpToken") GcpToken token,
            @ExchangeProperty("gcpProcurement") String procurement,
            @Headers Map<String, Object> headers) {
        headers.put("Authorization", "Bearer " + token.value());
        headers.put(Exchange.HTTP_URI, GcpEndpoints.entitlements(
                procurement, settings.providerId()));
        headers.put(Exchange.HTTP_QUERY, "pageSize=1");
    }

    /** What Procurement's answer says about the settings. */
    public ConnectionCheck judge(@Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        return switch (status) {
            case 200 -> ConnectionCheck.ok();
            case 401 -> ConnectionCheck.refused(
                    "Google refused the service account's token (401)", KEY_FILE);
            case 403 -> ConnectionCheck.refused("The service account may not list the entitlements "
                    + "of this provider (403): it lacks the role, or is not linked in the Producer "
                    + "Portal", "provider_id");
            case 400, 404 -> ConnectionCheck.refused(
                    "Google does not know this provider (" + status + ")", "provider_id");
            default -> ConnectionCheck.unreachable("Procurement answered " + status);
        };
    }

    /** What a failure of the check means. */
    public ConnectionCheck failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        if (failure instanceof InvalidGcpSettings invalid) {
            return ConnectionCheck.refused(invalid.getMessage(), invalid.field());
        }
        if (failure instanceof TokenUriRefused refused) {
            return ConnectionCheck.refused(refused.getMessage(), KEY_FILE + "/token_uri");
        }
        if (failure instanceof CredentialsRefused refused) {
            return ConnectionCheck.refused(refused.getMessage(), KEY_FILE);
        }
        LOG.warn("Google Cloud connection check: {}", failure.toString());
        return ConnectionCheck.unreachable(failure instanceof CredentialsUnavailable
                ? failure.getMessage() : "Google Cloud cannot be reached");
    }
}
