package io.meterbridge.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import io.meterbridge.secret.MasterKey;
import io.meterbridge.secret.SecretBox;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master key is changed online: old and new values open meanwhile, and in the end nothing needs the old key. */
@Proves("R-54")
class ResealingTest {

    private static final String NOW = "2026-11-01T12:00:00Z";

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    private final MasterKey oldKey = newKey();
    private final MasterKey newKey = newKey();
    private final SecretBox before = new SecretBox(oldKey);
    private final SecretBox during = new SecretBox(newKey, List.of(oldKey));
    private final SecretBox after = new SecretBox(newKey);
    private final Resealing resealing = new Resealing(DATABASE.workerJdbc(), during);
    private final UUID seller = UUID.randomUUID();

    @BeforeEach
    void aSeller() {
        DATABASE.ownerJdbc().sql("delete from webhook_endpoint").update();
        DATABASE.ownerJdbc().sql("delete from integration").update();
        DATABASE.ownerJdbc().sql("delete from idempotent_answer").update();
        new TestRows(DATABASE.workerJdbc()).seller("id", seller);
    }

    @Test
    void everySealedColumnIsKnown() {
        var sealed = DATABASE.ownerJdbc().sql("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed%'""")
                .query(String.class).list();

        assertThat(SealedColumn.ALL).extracting(column -> column.table() + "." + column.column())
                .containsExactlyInAnyOrderElementsOf(sealed);
    }

    @Test
    void everythingMovesToTheNewKeyAndOpensForItsOwnRow() {
        var endpoint = UUID.randomUUID();
        integration("orb", before, "orb secret");
        webhook(endpoint, before);
        answer("key / with ? signs", before);

        resealing.pass();

        assertThat(after.open(sealed("integration", "sealed_secret"), SecretBox.identityOf("integration", seller, "orb")))
                .isEqualTo("orb secret");
        assertThat(after.open(sealed("webhook_endpoint", "sealed_secret"), SecretBox.identityOf("webhook_endpoint", endpoint)))
                .isEqualTo("current");
        assertThat(after.open(sealed("webhook_endpoint", "sealed_old_secret"),
                SecretBox.identityOf("webhook_endpoint", endpoint))).isEqualTo("replaced");
        assertThat(after.open(sealed("idempotent_answer", "sealed_answer"),
                SecretBox.identityOf("idempotent_answer", seller, "key / with ? signs"))).isEqualTo("answer");
    }

    @Test
    void whatIsUnderTheNewKeyAlreadyStaysAsItIs() {
        integration("orb", during, "fresh");
        var stored = sealed("integration", "sealed_secret");

        resealing.pass();

        assertThat(sealed("integration", "sealed_secret")).isEqualTo(stored);
    }

    @Test
    void aPassThatBreaksOffIsContinuedByTheNext() {
        var providers = Stream.iterate(1, n -> n + 1).limit(230).map(n -> "p%03d".formatted(n)).toList();
        providers.forEach(provider -> integration(provider, before, "secret of " + provider));
        DATABASE.ownerJdbc().sql("""
                create function break_off() returns trigger language plpgsql as $$
                begin raise exception 'power cut'; end $$;
                create trigger break_off before update on integration for each row
                when (new.provider = 'p150') execute function break_off()""").update();
        assertThatThrownBy(resealing::pass).hasMessageContaining("power cut");
        assertThat(underOldKey()).isEqualTo(81);
        DATABASE.ownerJdbc().sql("drop function break_off cascade").update();

        resealing.pass();

        assertThat(underOldKey()).isZero();
        var opened = new ArrayList<String>();
        DATABASE.ownerJdbc().sql("select provider, sealed_secret from integration order by provider")
                .query((row, number) -> opened.add(after.open(row.getBytes("sealed_secret"),
                        SecretBox.identityOf("integration", seller, row.getString("provider"))))).list();
        assertThat(opened).isEqualTo(providers.stream().map(provider -> "secret of " + provider).toList());
    }

    @Test
    void replicasMayWorkAtOnce() {
        Stream.iterate(1, n -> n + 1).limit(150).forEach(n -> integration("p%03d".formatted(n), before, "secret " + n));

        Stream.generate(() -> CompletableFuture.runAsync(resealing::pass)).limit(4).toList()
                .forEach(CompletableFuture::join);

        assertThat(underOldKey()).isZero();
    }

    @Test
    void whatNoKeyOpensIsLeftAndDoesNotHoldUpTheRest() {
        integration("aws", new SecretBox(newKey()), "lost");
        integration("orb", before, "orb secret");
        var lost = sealedOf("aws");

        resealing.pass();

        assertThat(sealedOf("aws")).isEqualTo(lost);
        assertThat(after.open(sealedOf("orb"), SecretBox.identityOf("integration", seller, "orb")))
                .isEqualTo("orb secret");
    }

    @Test
    void withoutAnOldKeyNothingIsTouched() {
        integration("orb", before, "orb secret");
        var stored = sealedOf("orb");

        new Resealing(DATABASE.workerJdbc(), after).pass();

        assertThat(sealedOf("orb")).isEqualTo(stored);
    }

    private void integration(String provider, SecretBox box, String secret) {
        DATABASE.workerJdbc().sql("""
                insert into integration (seller_id, provider, status, sealed_secret, start_at, mode, verified_at, updated_at)
                values (:seller, :provider, 'connected', :sealed, :now::timestamptz, 'live', :now::timestamptz,
                    :now::timestamptz)""")
                .params(Map.of("seller", seller, "provider", provider, "now", NOW,
                        "sealed", box.seal(secret, SecretBox.identityOf("integration", seller, provider)))).update();
    }

    private void webhook(UUID id, SecretBox box) {
        var identity = SecretBox.identityOf("webhook_endpoint", id);
        DATABASE.workerJdbc().sql("""
                insert into webhook_endpoint (id, seller_id, url, event_types, status, sealed_secret, sealed_old_secret,
                    old_secret_until, created_at, last_modified_at)
                values (:id, :seller, 'https://example.com', '{contract.created}', 'enabled', :current, :replaced,
                    :now::timestamptz, :now::timestamptz, :now::timestamptz)""")
                .params(Map.of("id", id, "seller", seller, "now", NOW, "current", box.seal("current", identity),
                        "replaced", box.seal("replaced", identity))).update();
    }

    private void answer(String key, SecretBox box) {
        DATABASE.workerJdbc().sql("""
                insert into idempotent_answer (seller_id, key, operation, fingerprint, status, sealed_answer,
                    created_at, expires_at)
                values (:seller, :key, 'createListing', '\\x00', 201, :sealed, :now::timestamptz, :now::timestamptz)""")
                .params(Map.of("seller", seller, "key", key, "now", NOW,
                        "sealed", box.seal("answer", SecretBox.identityOf("idempotent_answer", seller, key)))).update();
    }

    private static byte[] sealed(String table, String column) {
        return DATABASE.ownerJdbc().sql("select " + column + " from " + table).query(byte[].class).single();
    }

    private static byte[] sealedOf(String provider) {
        return DATABASE.ownerJdbc().sql("select sealed_secret from integration where provider = :provider")
                .param("provider", provider).query(byte[].class).single();
    }

    private long underOldKey() {
        return DATABASE.ownerJdbc().sql("select count(*) from integration where substring(sealed_secret from 1 for 5) <> :new")
                .param("new", after.currentKeyPrefix()).query(Long.class).single();
    }

    private static MasterKey newKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return MasterKey.of(Base64.getEncoder().encodeToString(bytes));
    }
}
