package io.meterbridge.azure;

import com.nimbusds.jose.jwk.JWKSet;
import io.meterbridge.token.PublicKeys;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The keys that Entra signs with, per tenant. */
@Component
class EntraKeys {

    private final UnaryOperator<String> read;
    private final InstantSource clock;
    private final Map<String, PublicKeys> tenants = new ConcurrentHashMap<>();

    @Autowired
    EntraKeys(ProducerTemplate routes, InstantSource clock) {
        this(tenant -> routes.requestBody("direct:entra-keys-read", tenant, String.class), clock);
    }

    /** Keys that come from elsewhere, for tests. */
    EntraKeys(UnaryOperator<String> read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    PublicKeys of(String tenantId) {
        return tenants.computeIfAbsent(tenantId, tenant ->
                new PublicKeys("the tenant", () -> JWKSet.parse(read.apply(tenant)), clock));
    }
}
