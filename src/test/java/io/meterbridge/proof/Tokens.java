package io.meterbridge.proof;

import io.meterbridge.world.MeteringWorld;
import java.util.UUID;

/** Access tokens without signing in, so that a proof may ask more often than one credential may. */
final class Tokens {

    /** How many requests one token is good for, below the limit of a credential. */
    static final int REQUESTS = 1_000;

    private Tokens() {
    }

    /**
     * A token of a new credential.
     *
     * @param seller null for the operator
     */
    static String of(MeteringWorld world, UUID seller) {
        var token = "token-" + UUID.randomUUID();
        world.jdbc().sql("""
                with credential as (
                    insert into api_credential (client_id, seller_id, role, secret_hash, created_at)
                    values (:client, :seller, :role, 'none', timestamptz '2026-03-10T00:00:00Z') returning client_id)
                insert into access_token (token_hash, client_id, issued_at, expires_at)
                select sha256(convert_to(:token, 'UTF8')), client_id, timestamptz '2026-03-10T00:00:00Z',
                       timestamptz '2026-03-12T00:00:00Z' from credential""")
                .param("client", "proof-" + UUID.randomUUID()).param("seller", seller)
                .param("role", seller == null ? "operator" : "seller").param("token", token).update();
        return token;
    }
}
