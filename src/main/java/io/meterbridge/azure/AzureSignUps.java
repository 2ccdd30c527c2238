package io.meterbridge.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.landing.LandingCall;
import io.meterbridge.landing.LandingRefused;
import io.meterbridge.landing.SignUp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Who arrived from Azure Marketplace, and the activation of what was bought, which begins its billing. */
@Component("azureSignUps")
public class AzureSignUps {

    private static final Logger LOG = LoggerFactory.getLogger(AzureSignUps.class);
    private static final String MARKETPLACE = "Azure Marketplace";
    private static final String SUBSCRIPTIONS = "/api/saas/subscriptions/";
    private static final String PENDING = "PendingFulfillmentStart";

    private final AzureTokens tokens;
    private final ObjectMapper json;

    AzureSignUps(AzureTokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
    }

    /** Asks whom the token names. */
    public void writeResolve(@ExchangeProperty("landing") LandingCall call,
            @ExchangeProperty("azureToken") AzureToken token, @Headers Map<String, Object> headers) {
        address(headers, token, SUBSCRIPTIONS + "resolve");
        headers.put("x-ms-marketplace-token", call.token());
    }

    /**
     * Who it is.
     *
     * @throws LandingRefused when Azure does not stand for the token, or says nothing that lasts
     */
    public SignUp readResolve(@Body byte[] body, @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("azureSettings") AzureSettings settings,
            @ExchangeProperty("azureToken") AzureToken token) {
        if (status == 400 || status == 404) {
            throw LandingRefused.invalid(MARKETPLACE, "resolve was answered with " + status);
        }
        var answer = tree(body);
        var subscription = answer.path("subscription");
        var tenant = text(subscription.at("/beneficiary/tenantId"), text(subscription.at("/purchaser/tenantId"), null));
        var id = text(answer.path("id"), text(subscription.path("id"), null));
        if (status != 200 || id == null || tenant == null) {
            if (status == 401) {
                tokens.forget(settings, token);
            }
            throw LandingRefused.unavailable(MARKETPLACE, "resolve was answered with " + status);
        }
        var purchase = new LinkedHashMap<String, Object>();
        put(purchase, "subscription_id", id.toLowerCase(Locale.ROOT));
        put(purchase, "offer_id", text(answer.path("offerId"), text(subscription.path("offerId"), null)));
        put(purchase, "plan_id", text(answer.path("planId"), text(subscription.path("planId"), null)));
        put(purchase, "quantity", text(answer.path("quantity"), null));
        put(purchase, "status", text(subscription.path("saasSubscriptionStatus"), PENDING));
        return new SignUp(text(answer.path("subscriptionName"), tenant), Map.of("tenant_id", tenant), purchase,
                id.toLowerCase(Locale.ROOT));
    }

    /** Whether it was bought and nobody has activated it. */
    public boolean isPending(@ExchangeProperty("signUp") SignUp signUp) {
        return PENDING.equals(signUp.purchase().get("status"));
    }

    /** Activates what was bought, on its plan. */
    public byte[] writeActivate(@ExchangeProperty("signUp") SignUp signUp,
            @ExchangeProperty("azureToken") AzureToken token, @Headers Map<String, Object> headers)
            throws JsonProcessingException {
        address(headers, token, SUBSCRIPTIONS + signUp.contractId() + "/activate");
        headers.put("Content-Type", "application/json");
        var body = JsonNodeFactory.instance.objectNode().put("planId", (String) signUp.purchase().get("plan_id"));
        if (signUp.purchase().get("quantity") instanceof String quantity && quantity.matches("[0-9]{1,9}")) {
            body.put("quantity", Integer.parseInt(quantity));
        }
        return json.writeValueAsBytes(body);
    }

    /**
     * Whether Azure has taken the activation. It answers 400 and 409 when somebody was faster.
     *
     * @throws LandingRefused when it has not
     */
    public void readActivate(@Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @ExchangeProperty("signUp") SignUp signUp) {
        if (status == 404) {
            throw LandingRefused.invalid(MARKETPLACE, "the subscription is over");
        }
        if (status == 400 || status == 409) {
            LOG.warn("landing: Azure answered {} to the activation of {}: it is active already, or asks for another "
                    + "plan", status, signUp.contractId());
        } else if (status < 200 || status > 204) {
            throw LandingRefused.unavailable(MARKETPLACE, "the activation was answered with " + status);
        }
    }

    private static void address(Map<String, Object> headers, AzureToken token, String path) {
        headers.put("Authorization", "Bearer " + token.text());
        headers.put(Exchange.HTTP_METHOD, "POST");
        headers.put(Exchange.HTTP_PATH, path);
        headers.put(Exchange.HTTP_QUERY, "api-version=2018-08-31");
    }

    private JsonNode tree(byte[] body) {
        try {
            var tree = body == null || body.length == 0 ? null : json.readTree(body);
            return tree == null ? JsonNodeFactory.instance.objectNode() : tree;
        } catch (IOException notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static void put(Map<String, Object> names, String name, String value) {
        if (value != null) {
            names.put(name, value);
        }
    }

    private static String text(JsonNode value, String otherwise) {
        var text = value.asText("");
        return value.isNull() || text.isBlank() ? otherwise : text;
    }
}
