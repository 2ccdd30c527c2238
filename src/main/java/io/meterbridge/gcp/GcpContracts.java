package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.inbox.Notification;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:contract-gcp} that are more than routing. */
@Component("gcpContracts")
public class GcpContracts {

    private static final Logger LOG = LoggerFactory.getLogger(GcpContracts.class);

    private final ObjectMapper json;

    GcpContracts(ObjectMapper json) {
        this.json = json;
    }

    /** What has to be asked about a notification. */
    public EntitlementReading reading(@ExchangeProperty("notification") Notification notification)
            throws JsonProcessingException {
        return new EntitlementReading(notification, json.readTree(notification.payload()));
    }

    /** Asks for the entitlement; its headers and its address go into the headers. */
    public void writeGet(
            @ExchangeProperty("gcpReading") EntitlementReading reading,
            @ExchangeProperty("gcpSettings") GcpSettings settings,
            @ExchangeProperty("gcpToken") GcpToken token,
            @ExchangeProperty("gcpProcurement") String procurement,
            @Headers Map<String, Object> headers) {
        headers.put("Authorization", "Bearer " + token.value());
        headers.put(Exchange.HTTP_URI, address(reading, settings, procurement));
    }

    /** Takes in the entitlement. */
    public void take(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("gcpReading") EntitlementReading reading) {
        if (status != 200) {
            LOG.warn("contract: Google answered {} about entitlement {}", status, reading.identity());
        }
        reading.take(status, tree(body));
    }

    /** Whether the seller lets this bridge approve, and something waits for it. */
    public boolean approves(
            @ExchangeProperty("gcpReading") EntitlementReading reading,
            @ExchangeProperty("gcpSettings") GcpSettings settings) {
        return settings.approvesByItself() && reading.approval() != null;
    }

    /** The approval of what was just read as waiting: never sent blindly. */
    public byte[] writeApproval(
            @ExchangeProperty("gcpReading") EntitlementReading reading,
            @ExchangeProperty("gcpSettings") GcpSettings settings,
            @ExchangeProperty("gcpToken") GcpToken token,
            @ExchangeProperty("gcpProcurement") String procurement,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        headers.put("Authorization", "Bearer " + token.value());
        headers.put("Content-Type", "application/json");
        headers.put(Exchange.HTTP_URI, address(reading, settings, procurement) + reading.approval());
        return json.writeValueAsBytes(reading.approval().equals(":approve")
                ? Map.of() : Map.of("pendingPlanName", reading.pendingPlan()));
    }

    /** An approval that did not come through is tried again, after another look. */
    public void takeApproval(
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("gcpReading") EntitlementReading reading) {
        LOG.info("contract: Google answered {} to {} of entitlement {}", status, reading.approval(),
                reading.identity());
        if (status != 200) {
            reading.fail("Google answered the approval with " + status);
        }
    }

    /** Google could not be asked. */
    public void failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("gcpReading") EntitlementReading reading) {
        LOG.warn("contract: Google cannot be asked about {}: {}", reading.identity(), failure.toString());
        reading.fail("Google cannot be asked: " + failure.getClass().getSimpleName());
    }

    private static String address(EntitlementReading reading, GcpSettings settings, String procurement) {
        return GcpEndpoints.entitlements(procurement, settings.providerId()) + "/" + reading.identity();
    }

    private JsonNode tree(byte[] body) {
        try {
            return body == null ? null : json.readTree(body);
        } catch (IOException notJson) {
            return null;
        }
    }
}
