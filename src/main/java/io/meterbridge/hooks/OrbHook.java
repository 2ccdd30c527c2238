package io.meterbridge.hooks;

import io.meterbridge.inbox.RawMessage;
import io.meterbridge.orb.OrbSignature;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secret.StoredSettings;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Orb's webhook: signed with the secret that the seller stored when connecting Orb. */
@Component("orbHook")
public class OrbHook {

    private final SecretBox secrets;
    private final InstantSource clock;

    OrbHook(SecretBox secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The message of a call that is authentic.
     *
     * @param row the seller's Orb integration, or null
     * @throws HookRefused 404 without one, 401 when the signature does not hold or no secret was stored
     */
    public RawMessage authenticate(@Body Map<String, Object> row, @ExchangeProperty("hook") HookCall call) {
        if (row == null) {
            throw new HookRefused(404, "no seller has Orb connected under this address");
        }
        if (!(StoredSettings.open(secrets, row, "orb").get("webhook_signing_secret") instanceof String secret)) {
            throw new HookRefused(401, "no webhook_signing_secret was stored");
        }
        if (!OrbSignature.verify(secret, call.signature(), call.timestamp(), call.body(), clock.instant())) {
            throw new HookRefused(401, "signature");
        }
        return new RawMessage(call.sellerId(), "orb", "webhook", null, call.body(), null);
    }
}
