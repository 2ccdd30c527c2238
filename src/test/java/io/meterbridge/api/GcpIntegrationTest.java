package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.GoogleServiceAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection to Google Cloud is tried out before it is stored, and never shows its key. */
class GcpIntegrationTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final String PROVIDER = "DEMO-provider";
    private static final GoogleServiceAccount ACCOUNT = WORLD.world().sandbox().google()
            .serviceAccount("api@sandbox.iam.gserviceaccount.com", PROVIDER);

    private ApiClient seller;

    @BeforeEach
    void aSeller() {
        seller = WORLD.newSeller();
    }

    @Test
    @Proves("R-54")
    void aConnectionThatWorksIsStoredWithoutShowingItsKey() {
        var stored = seller.put("/integrations/gcp", body(Map.of("pubsub_subscription",
                "projects/p/subscriptions/s", "approval_mode", "auto"))).is(200);

        assertThat(stored.at("/status")).isEqualTo("connected");
        assertThat(stored.at("/provider_id")).isEqualTo(PROVIDER);
        assertThat(stored.at("/client_email")).isEqualTo(ACCOUNT.email());
        assertThat(stored.at("/approval_mode")).isEqualTo("auto");
        var shown = seller.get("/integrations/gcp").is(200);
        assertThat(shown.body()).isEqualTo(stored.body());
        var key = ACCOUNT.privateKeyPem().substring(40, 80);
        assertThat(shown.response().body()).doesNotContain("PRIVATE").doesNotContain(key);
        assertThat(WORLD.world().jdbc().sql("select coalesce(string_agg(t::text, ' '), '') from integration t")
                .query(String.class).single()).doesNotContain("PRIVATE").doesNotContain(key);
    }

    @Test
    void aStoredConnectionIsTriedAgainWithoutItsKey() {
        seller.put("/integrations/gcp", body(Map.of())).is(200);

        assertThat(seller.post("/integrations/gcp/test", null).is(200).at("/status")).isEqualTo("connected");
    }

    @Test
    void withoutAWordApprovalsAreOnlyObserved() {
        assertThat(seller.put("/integrations/gcp", body(Map.of())).is(200).at("/approval_mode"))
                .isEqualTo("observe");
    }

    @Test
    void aProviderThatIsNotTheAccountsIsRefused() {
        var answer = seller.put("/integrations/gcp", body(Map.of("provider_id", "another"))).is(422);

        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/provider_id");
        seller.get("/integrations/gcp").is(404);
    }

    @Test
    @Proves("R-54")
    void aKeyThatGoogleRefusesIsNotStored() {
        var file = new HashMap<>(ACCOUNT.keyFile());
        file.put("client_email", "nobody@example.com");

        var answer = seller.put("/integrations/gcp", body(Map.of("service_account_json", file))).is(422);

        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/service_account_json");
        assertThat(answer.response().body()).doesNotContain("PRIVATE");
        seller.get("/integrations/gcp").is(404);
    }

    @Test
    @Proves("R-44")
    void aKeyFileThatLeadsToAMetadataServiceIsNotStored() {
        var file = new HashMap<>(ACCOUNT.keyFile());
        file.put("token_uri", "http://169.254.169.254/computeMetadata/v1/token");

        var answer = seller.put("/integrations/gcp", body(Map.of("service_account_json", file))).is(422);

        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/service_account_json/token_uri");
        seller.get("/integrations/gcp").is(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aConnectionThatNobodyCanTryIsNotStored(int status) {
        WORLD.world().sandbox().google().procurementFaults().next(1).answer(status, Map.of(), "");

        var answer = seller.put("/integrations/gcp", body(Map.of())).is(503);

        assertThat(answer.at("/type")).isEqualTo("urn:meterbridge:problem:provider-unreachable");
        seller.get("/integrations/gcp").is(404);
    }

    @Test
    void aRefusedNewAccountLeavesTheOldOneInPlace() {
        seller.put("/integrations/gcp", body(Map.of())).is(200);
        var before = seller.get("/integrations/gcp").is(200).body();
        seller.put("/integrations/gcp", body(Map.of("provider_id", "another"))).is(422);
        assertThat(seller.get("/integrations/gcp").body()).isEqualTo(before);
    }

    @Test
    void whatIsMissingOrMalformedIsNamed() {
        seller.put("/integrations/gcp", Map.of("provider_id", PROVIDER)).is(422);
        seller.put("/integrations/gcp", body(Map.of("provider_id", "a/b"))).is(422);
        seller.put("/integrations/gcp", body(Map.of("approval_mode", "always"))).is(422);
        seller.put("/integrations/gcp", body(Map.of("service_account_json", "{}"))).is(422);
        assertThat(seller.put("/integrations/gcp", body(Map.of("service_account_json",
                Map.of("type", "external_account")))).is(422).at("/errors/0/pointer"))
                .isEqualTo("/service_account_json/type");
    }

    @Test
    void aForgottenConnectionIsGone() {
        seller.put("/integrations/gcp", body(Map.of())).is(200);
        seller.delete("/integrations/gcp").is(204);
        seller.get("/integrations/gcp").is(404);
        seller.delete("/integrations/gcp").is(404);
    }

    @Test
    void aConnectionThatIsStillNeededStays() {
        var orb = WORLD.connectOrb(seller);
        seller.put("/integrations/gcp", body(Map.of())).is(200);
        var listing = seller.post("/listings", ApiWorld.listing("gcp",
                Map.of("service_name", "product.example.com"))).is(201).at("/id");
        var unique = UUID.randomUUID().toString();
        var contract = seller.post("/contracts", Map.of("cloud", "gcp", "listing_id", listing,
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "Northwind", "cloud_identifiers", Map.of("account_id", "a-" + unique)),
                "cloud_identifiers", Map.of("entitlement_id", "e-" + unique, "usage_reporting_id",
                        "project_number:" + unique, "plan", "payg"))).is(201);
        seller.patch("/contracts/" + contract.at("/id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);

        seller.delete("/integrations/gcp").is(409);
    }

    private static Map<String, Object> body(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("provider_id", PROVIDER,
                "service_account_json", ACCOUNT.keyFile()));
        body.putAll(more);
        return body;
    }
}
