package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbMode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections are tried out before they are stored, and never show what is secret. */
class IntegrationsTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final Map<String, Object> KEYS = Map.of("region", "eu-central-1", "access_key_id",
            "AKIAIOSFODNN7EXAMPLE", "secret_access_key", "the-secret-itself");

    private ApiClient seller;

    @BeforeEach
    void aSeller() {
        seller = WORLD.newSeller();
    }

    @Test
    void aKeyThatOrbRefusesIsNotStored() {
        var answer = seller.put("/integrations/orb", ApiWorld.orb("unknown-key", "2026-03-01")).is(422);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/api_key");
        seller.get("/integrations/orb").is(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 404})
    void aKeyThatNobodyCanTryIsNotStored(int status) {
        WORLD.world().sandbox().orb().pingFaults().next(1).answer(status, Map.of(), "");
        var answer = seller.put("/integrations/orb", ApiWorld.orb("some-key", "2026-03-01")).is(503);
        assertThat(answer.at("/type")).isEqualTo("urn:meterbridge:problem:provider-unreachable");
        seller.get("/integrations/orb").is(404);
    }

    @Test
    void aRefusedNewKeyLeavesTheOldOneInPlace() {
        WORLD.connectOrb(seller);
        var before = seller.get("/integrations/orb").is(200).body();
        seller.put("/integrations/orb", ApiWorld.orb("unknown-key", "2026-03-01")).is(422);
        assertThat(seller.get("/integrations/orb").body()).isEqualTo(before);
    }

    @Test
    void savingAgainRenewsABrokenConnectionAndWakesItsAccounts() {
        var orb = WORLD.connectOrb(seller);
        var contract = ApiWorld.newContract(seller);
        seller.patch("/contracts/" + contract.at("/id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);
        WORLD.world().jdbc().sql("""
                with broken as (
                    update integration set status = 'broken', broken_reason = 'refused', refusals = 7,
                        retry_at = timestamptz '2026-03-10T20:00:00Z'
                    where seller_id = (select seller_id from contract where id = :contract::uuid)
                    returning seller_id)
                update account set read_failures = 3, failed_hour = timestamptz '2026-03-10T10:00:00Z',
                    next_read_at = timestamptz '2026-03-10T20:00:00Z'
                where seller_id in (select seller_id from broken)""")
                .param("contract", contract.at("/id")).update();
        assertThat(seller.get("/integrations/orb").at("/status")).isEqualTo("broken");

        WORLD.world().sandbox().orb().addKey("a-new-key-for-orb", orb);
        assertThat(seller.put("/integrations/orb", ApiWorld.orb("a-new-key-for-orb", "2026-03-01")).is(200)
                .at("/status")).isEqualTo("connected");
        assertThat(WORLD.world().jdbc().sql("""
                select i.refusals = 0 and i.retry_at is null and a.failed_hour is null and a.read_failures = 0
                    and a.next_read_at <= timestamptz '2026-03-10T12:05:00Z'
                from integration i join account a using (seller_id)
                join contract c using (seller_id) where c.id = :contract::uuid and i.provider = 'orb'""")
                .param("contract", contract.at("/id")).query(Boolean.class).single()).isTrue();
    }

    @Test
    void aStoredConnectionIsTriedAgainWithoutItsSecret() {
        seller.post("/integrations/orb/test", null).is(404);
        WORLD.connectOrb(seller);
        seller.put("/integrations/aws", KEYS).is(200);
        breakConnectionsOf(seller);

        assertThat(seller.post("/integrations/orb/test", null).is(200).at("/status")).isEqualTo("connected");
        assertThat(seller.post("/integrations/aws/test", null).is(200).at("/status")).isEqualTo("connected");
        assertThat(seller.get("/integrations/aws").at("/access_key_id_hint")).isEqualTo("MPLE");
    }

    @Test
    void aTestThatFailsChangesNothing() {
        WORLD.connectOrb(seller);
        breakConnectionsOf(seller);
        WORLD.world().sandbox().orb().pingFaults().next(1).answer(401, Map.of(), "");
        assertThat(seller.post("/integrations/orb/test", null).is(422).at("/errors/0/pointer")).isEqualTo("/api_key");
        WORLD.world().sandbox().orb().pingFaults().next(1).answer(503, Map.of(), "");
        seller.post("/integrations/orb/test", null).is(503);

        assertThat(seller.get("/integrations/orb").at("/status")).isEqualTo("broken");
    }

    private static void breakConnectionsOf(ApiClient seller) {
        WORLD.world().jdbc().sql("""
                update integration set status = 'broken', broken_reason = 'refused', refusals = 3,
                    retry_at = timestamptz '2026-03-10T20:00:00Z'
                where seller_id = (select c.seller_id from api_credential c join access_token t using (client_id)
                    where t.token_hash = sha256(convert_to(:token, 'UTF8')))""")
                .param("token", seller.token()).update();
    }

    @Test
    @Proves("M-06")
    void theStartDateMayChangeUntilSomethingIsMetered() {
        var key = "orb-key-" + UUID.randomUUID();
        var orb = WORLD.world().sandbox().orb().addAccount(key, OrbMode.LIVE).withoutRateLimits();
        seller.put("/integrations/orb", ApiWorld.orb(key, "2026-03-01")).is(200);
        assertThat(seller.put("/integrations/orb", ApiWorld.orb(key, "2026-03-02")).is(200).at("/start_at"))
                .isEqualTo("2026-03-02T00:00:00Z");

        var contract = ApiWorld.newContract(seller);
        seller.patch("/contracts/" + contract.at("/id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);

        assertThat(seller.put("/integrations/orb", ApiWorld.orb(key, "2026-03-03")).is(409).at("/type"))
                .isEqualTo("urn:meterbridge:problem:conflict");
        seller.put("/integrations/orb", ApiWorld.orb(key, "2026-03-02")).is(200);
    }

    @Test
    @Proves("R-54")
    void noSecretIsShownOrStoredReadably() {
        seller.put("/integrations/aws", KEYS).is(200);
        var shown = seller.get("/integrations/aws").is(200);
        assertThat(shown.at("/access_key_id_hint")).isEqualTo("MPLE");
        assertThat(shown.response().body()).doesNotContain("the-secret").doesNotContain("AKIA");
        assertThat(WORLD.world().jdbc().sql("select coalesce(string_agg(t::text, ' '), '') from integration t")
                .query(String.class).single()).doesNotContain("the-secret").doesNotContain("AKIA");
    }

    @Test
    void halfAnAwsKeyIsRefused() {
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "access_key_id",
                "AKIAIOSFODNN7EXAMPLE")).is(422);
        seller.put("/integrations/aws", Map.of("region", "the moon")).is(422);
    }

    @Test
    void aRoleThatAwsRefusesIsNotStored() {
        seller.put("/integrations/aws", Map.of("region", "us-east-1", "external_id", "ours",
                "role_arn", "arn:aws:iam::999999999999:role/unknown", "access_key_id",
                "AKIAIOSFODNN7EXAMPLE", "secret_access_key", "unknown")).is(422);
        seller.get("/integrations/aws").is(404);
    }

    @Test
    void aForgottenConnectionIsGone() {
        seller.put("/integrations/aws", KEYS).is(200);
        seller.delete("/integrations/aws").is(204);
        seller.get("/integrations/aws").is(404);
        seller.delete("/integrations/aws").is(404);
    }

    @Test
    void aConnectionThatIsStillNeededStays() {
        var orb = WORLD.connectOrb(seller);
        seller.put("/integrations/aws", Map.of("region", "us-east-1")).is(200);
        var contract = ApiWorld.newContract(seller);
        seller.patch("/contracts/" + contract.at("/id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);

        seller.delete("/integrations/orb").is(409);
        seller.delete("/integrations/aws").is(409);
    }
}
