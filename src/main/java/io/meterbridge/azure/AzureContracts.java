package io.meterbridge.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.inbox.Notification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:contract-azure} that are more than routing. */
@Component("azureContracts")
public class AzureContracts {

    private static final Logger LOG = LoggerFactory.getLogger(AzureContracts.class);

    private final ObjectMapper json;

    AzureContracts(ObjectMapper json) {
        this.json = json;
    }

    /** What has to be asked about a notification. */
    public SubscriptionReading reading(@ExchangeProperty("notification") Notification notification)
            throws JsonProcessingException {
        return new SubscriptionReading(notification, json.readTree(notification.payload()));
    }

    /** The body of the next call; its method and path go into the headers. */
    public byte[] write(
            @ExchangeProperty("azureReading") SubscriptionReading reading,
            @ExchangeProperty("azureToken") AzureToken token,
            @Headers Map<String, Object> headers) {
        var call = reading.call();
        headers.put("Authorization", "Bearer " + token.text());
        headers.put(Exchange.HTTP_METHOD, call.method());
        headers.put(Exchange.HTTP_PATH, call.path());
        headers.put(Exchange.HTTP_QUERY, "api-version=2018-08-31");
        if (call.body() == null) {
            return null;
        }
        headers.put("Content-Type", "application/json");
        return call.body().getBytes(StandardCharsets.UTF_8);
    }

    /** Takes in an answer. */
    public void take(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("azureReading") SubscriptionReading reading) {
        if (status >= 300) {
            LOG.warn("contract: Azure answered {} to {} {}", status, reading.call().method(), reading.call().path());
        }
        reading.take(status, tree(body));
    }

    /** Azure could not be asked. */
    public void failed(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("azureReading") SubscriptionReading reading) {
        LOG.warn("contract: Azure cannot be asked about {}: {}", reading.identity(), failure.toString());
        reading.fail("Azure cannot be asked: " + failure.getClass().getSimpleName());
    }

    private JsonNode tree(byte[] body) {
        try {
            var tree = body == null || body.length == 0 ? null : json.readTree(body);
            return tree != null && tree.isObject() ? tree : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
