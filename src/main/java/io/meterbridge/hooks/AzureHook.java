package io.meterbridge.hooks;

import io.meterbridge.azure.WebhookTokens;
import io.meterbridge.inbox.RawMessage;
import io.meterbridge.token.TokenRefused;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Azure's webhook: the token it carries has to be Microsoft's, for this seller. */
@Component("azureHook")
public class AzureHook {

    private final WebhookTokens tokens;
    private final ShownSettings settings;

    AzureHook(WebhookTokens tokens, ShownSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * The message of a call that is authentic.
     *
     * @param row the seller's Azure integration, or null
     * @throws HookRefused 404 without one, 401 when the token does not hold
     */
    public RawMessage authenticate(@Body Map<String, Object> row, @ExchangeProperty("hook") HookCall call) {
        if (row == null) {
            throw new HookRefused(404, "no seller has Azure connected under this address");
        }
        var azure = settings.of(row);
        try {
            tokens.check(call.authorization(), azure.path("tenant_id").asText(), azure.path("client_id").asText());
        } catch (TokenRefused e) {
            throw new HookRefused(401, "token: " + e.getMessage());
        }
        return new RawMessage(call.sellerId(), "azure", "webhook", null, call.body(), null);
    }
}
