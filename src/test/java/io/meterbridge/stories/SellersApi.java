package io.meterbridge.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meterbridge.api.ApiClient;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.WorldSeller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** A seller of the world, signed in at the API until the clock is a month on. */
final class SellersApi {

    private SellersApi() {
    }

    static ApiClient of(MeteringWorld world, WorldSeller seller) {
        var client = "client-" + seller.id();
        var token = "token-" + UUID.randomUUID();
        var now = world.clock().instant();
        world.jdbc().sql("""
                insert into api_credential (client_id, seller_id, role, secret_hash, created_at)
                values (:client, :seller, 'seller', 'nobody signs in with it', :now)
                on conflict do nothing""")
                .params(Map.of("client", client, "seller", seller.id(), "now", now.atOffset(ZoneOffset.UTC)))
                .update();
        world.jdbc().sql("""
                insert into access_token (token_hash, client_id, issued_at, expires_at)
                values (:hash, :client, :now, :expires)""")
                .params(Map.of("hash", sha256(token), "client", client, "now", now.atOffset(ZoneOffset.UTC),
                        "expires", now.plus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC)))
                .update();
        return ApiClient.nobodyAt(world.port()).as(token);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
