package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seller on Azure connects and lists: tried first, priced by plan, never below a cent. */
class AzureOnboardingTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final Sandbox SANDBOX = WORLD.world().sandbox();
    private static final String PATH = "/integrations/azure";
    private static final String LIST = "/api/saas/subscriptions";

    private final String tenant = UUID.randomUUID().toString();
    private final String client = UUID.randomUUID().toString();
    private ApiClient seller;

    @BeforeEach
    void aSellerWithAnApplication() {
        seller = WORLD.newSeller();
        SANDBOX.applications().register(tenant, client, "the-application-secret");
    }

    @AfterEach
    void calm() {
        SANDBOX.azure().faults().calm();
        SANDBOX.entra().faults().calm();
    }

    @Test
    @Proves("R-54")
    void aConnectionIsTriedStoredAndShownWithoutItsSecrets() {
        var settings = settings("the-application-secret");
        settings.put("service_bus_connection_string", "Endpoint=sb://x;SharedAccessKey=hidden-key");
        settings.put("service_bus_queue", "marketplace");
        settings.put("signup_url", "https://seller.example/sign-up");

        var stored = seller.put(PATH, settings).is(200);

        assertThat(stored.at("/status")).isEqualTo("connected");
        assertThat(stored.at("/tenant_id")).isEqualTo(tenant);
        assertThat(stored.at("/client_id")).isEqualTo(client);
        assertThat(stored.at("/client_secret_hint")).isEqualTo("cret");
        assertThat(stored.at("/service_bus_queue")).isEqualTo("marketplace");
        assertThat(stored.at("/signup_url")).isEqualTo("https://seller.example/sign-up");
        assertThat(seller.get(PATH).is(200).body()).isEqualTo(stored.body());
        assertThat(stored.response().body()).doesNotContain("the-application", "hidden-key");
        assertThat(WORLD.world().jdbc().sql("select coalesce(string_agg(t::text, ' '), '') from integration t")
                .query(String.class).single()).doesNotContain("the-application", "hidden-key");
        WORLD.newSeller().get(PATH).is(404);
    }

    @Test
    void aStoredConnectionIsTriedAgainWithItsSecret() {
        seller.put(PATH, settings("the-application-secret")).is(200);
        assertThat(seller.post(PATH + "/test", null).is(200).at("/status")).isEqualTo("connected");

        SANDBOX.applications().register(tenant, client, "a-newer-secret");
        assertThat(seller.post(PATH + "/test", null).is(422).at("/errors/0/pointer")).isEqualTo("/client_secret");
        assertThat(seller.get(PATH).at("/client_secret_hint")).isEqualTo("cret");
    }

    @ParameterizedTest
    @CsvSource({"another-secret, /client_secret", "the-application-secret, /tenant_id"})
    void settingsThatEntraRefusesAreNotStored(String secret, String pointer) {
        var settings = settings(secret);
        if (pointer.equals("/tenant_id")) {
            settings.put("tenant_id", "unknown.example.com");
        }

        assertThat(seller.put(PATH, settings).is(422).at("/errors/0/pointer")).isEqualTo(pointer);
        seller.get(PATH).is(404);
    }

    @Test
    void anApplicationThatTheMarketplaceDoesNotKnowIsNotStored() {
        SANDBOX.azure().faults().next(1).to(LIST).answer(403, Map.of(), "");

        assertThat(seller.put(PATH, settings("the-application-secret")).is(422).at("/errors/0/pointer"))
                .isEqualTo("/client_id");
        seller.get(PATH).is(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void whatNobodyCanTryIsNotStored(int status) {
        var faults = status == 500 ? SANDBOX.entra().faults() : SANDBOX.azure().faults();
        faults.next(1).answer(status, Map.of(), "");

        var answer = seller.put(PATH, settings("the-application-secret")).is(503);
        assertThat(answer.at("/type")).isEqualTo("urn:meterbridge:problem:provider-unreachable");
        seller.get(PATH).is(404);
    }

    @Test
    void aRefusedNewSecretLeavesTheOldConnectionInPlace() {
        seller.put(PATH, settings("the-application-secret")).is(200);
        var before = seller.get(PATH).is(200).body();

        seller.put(PATH, settings("another-secret")).is(422);

        assertThat(seller.get(PATH).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id", "client_id", "client_secret"})
    void aMissingSettingIsNamed(String field) {
        var settings = settings("the-application-secret");
        settings.remove(field);

        seller.put(PATH, settings).is(422);
        settings.put(field, "a/b");
        seller.put(PATH, settings).is(422);
    }

    @Test
    void halfAServiceBusIsRefused() {
        var settings = settings("the-application-secret");
        settings.put("service_bus_queue", "marketplace");

        seller.put(PATH, settings).is(422);
    }

    @Test
    void aForgottenConnectionIsGoneAndOneThatIsNeededStays() {
        seller.put(PATH, settings("the-application-secret")).is(200);
        seller.delete(PATH).is(204);
        seller.get(PATH).is(404);

        var orb = WORLD.connectOrb(seller);
        seller.put(PATH, settings("the-application-secret")).is(200);
        var contract = seller.post("/contracts", contract(listing(Map.of()), "gold", Map.of())).is(201);
        seller.patch("/contracts/" + contract.at("/id"),
                ApiWorld.mapping(ApiWorld.subscription(orb, "1").id())).is(200);
        seller.delete(PATH).is(409);
    }

    @Test
    @Proves("M-09")
    void aContractHasTheDimensionAndPriceOfItsPlan() {
        var listing = listing(Map.of("plans", Map.of(
                "gold", Map.of("id", "gold_units", "unit_price", "0.02"),
                "silver", Map.of("id", "silver_units", "unit_price", "0.03"))));

        var gold = seller.post("/contracts", contract(listing, "gold", Map.of())).is(201);
        var other = seller.post("/contracts", contract(listing, "bronze", Map.of())).is(201);

        assertThat(List.of(gold.at("/plan"), gold.at("/usage_dimension/id"), gold.at("/unit_price")))
                .containsExactly("gold", "gold_units", "0.02");
        assertThat(List.of(other.at("/plan"), other.at("/usage_dimension/id"), other.at("/unit_price")))
                .containsExactly("bronze", "units", "0.01");

        seller.patch("/listings/" + listing, Map.of("plans",
                Map.of("gold", Map.of("id", "gold_units", "unit_price", "0.04")))).is(200);
        assertThat(seller.get("/contracts/" + gold.at("/id")).is(200).at("/unit_price")).isEqualTo("0.04");
        assertThat(seller.get("/contracts/" + other.at("/id")).is(200).at("/unit_price")).isEqualTo("0.01");
    }

    @Test
    @Proves("M-08")
    void thePlanThatAzureKnowsIsTheContractsPlan() {
        var contract = seller.post("/contracts",
                contract(listing(Map.of()), "gold", Map.of("plan", "Gold for everybody"))).is(201);

        assertThat(contract.at("/plan")).isEqualTo("gold");
        assertThat(contract.at("/warnings/1/pointer")).isEqualTo("/plan");
    }

    @Test
    void noPriceIsBelowACentOnAzure() {
        var tooLow = Map.of("gold", Map.of("id", "units", "unit_price", "0.0099"));
        assertThat(seller.post("/listings", ApiWorld.listing("azure", Map.of("plans", tooLow))).is(422)
                .at("/errors/0/pointer")).isEqualTo("/plans/gold/unit_price");

        var listing = listing(Map.of());
        assertThat(seller.patch("/listings/" + listing, Map.of("plans", tooLow)).is(422)
                .at("/errors/0/pointer")).isEqualTo("/plans/gold/unit_price");
        assertThat(seller.patch("/listings/" + listing,
                Map.of("usage_dimension", Map.of("unit_price", "0.005"))).is(422)
                .at("/errors/0/pointer")).isEqualTo("/usage_dimension/unit_price");

        seller.post("/contracts", contract(listing, "gold", Map.of("unit_price", "0.009"))).is(422);
        var contract = seller.post("/contracts", contract(listing, "gold", Map.of())).is(201);
        seller.patch("/contracts/" + contract.at("/id"), Map.of("unit_price", "0.009")).is(422);
        seller.patch("/contracts/" + contract.at("/id"), Map.of("unit_price", "0.01")).is(200);
    }

    private String listing(Map<String, ?> more) {
        return seller.post("/listings", ApiWorld.listing("azure", more)).is(201).at("/id");
    }

    private static Map<String, Object> contract(String listing, String plan, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("cloud", "azure", "listing_id", listing,
                "start_at", "2026-03-01T00:00:00Z",
                "buyer", Map.of("name", "Northwind",
                        "cloud_identifiers", Map.of("tenant_id", UUID.randomUUID().toString())),
                "cloud_identifiers", Map.of("subscription_id", UUID.randomUUID().toString(),
                        "offer_id", "offer-1", "plan_id", plan)));
        body.putAll(more);
        return body;
    }

    private Map<String, Object> settings(String secret) {
        return new HashMap<>(Map.of("tenant_id", tenant, "client_id", client, "client_secret", secret));
    }
}
