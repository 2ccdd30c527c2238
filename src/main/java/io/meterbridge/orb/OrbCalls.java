package io.meterbridge.orb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.secret.SecretBox;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Builds the parts of a call to Orb that a route cannot spell out: path, query, authorization. */
@Component("orbCalls")
public class OrbCalls {

    private final SecretBox secrets;
    private final ObjectMapper json;

    OrbCalls(SecretBox secrets, ObjectMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    /** Path of the costs of a subscription, below Orb's base URL. */
    public String costsPath(CostQuestion question) {
        return subscriptionPath(question.subscriptionId()) + "/costs";
    }

    /**
     * Query of the costs request: always both bounds, always cumulative, never a currency, so that a price
     * in another one shows (money.md M-21).
     */
    public String costsQuery(CostQuestion question) {
        ReadWindow window = question.window();
        return "timeframe_start=" + encoded(window.from().toString())
                + "&timeframe_end=" + encoded(window.to().toString())
                + "&view_mode=cumulative";
    }

    /** Path of a subscription, below Orb's base URL. */
    public String subscriptionPath(String subscriptionId) {
        return "/subscriptions/" + encoded(subscriptionId);
    }

    /** The bearer header of a seller; the opened key lives no longer than the call. */
    public String authorization(UUID sellerId, byte[] sealedKey) {
        var secret = secrets.open(sealedKey, SecretBox.identityOf("integration", sellerId, "orb"));
        try {
            return "Bearer " + json.readTree(secret).path("api_key").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The sealed Orb settings of seller " + sellerId + " are unreadable");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
