package io.meterbridge.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract against every caller it is not for. */
@Proves("R-55")
class AccessTest {

    private static final ApiWorld WORLD = ApiWorld.shared();
    private static final List<Operation> OPERATIONS = ApiContract.read().operations();

    private static ApiClient seller;
    private static ApiClient owner;

    /** Something that another seller has, for every path of a seller with a variable in it. */
    private static Map<String, String> idsOfAnotherSeller;

    /** Bodies that pass the contract, where the empty one does not. */
    private static final Map<String, Object> BODIES = Map.of("settleMetering", Map.of("billed", true));

    @BeforeAll
    static void twoSellers() {
        seller = WORLD.newSeller();
        owner = WORLD.newSeller();
        var contract = ApiWorld.newContract(owner);
        var record = recordOf(contract).toString();
        idsOfAnotherSeller = new HashMap<>(Map.ofEntries(
                entry("/credentials/{client_id}", owner.get("/credentials").at("/results/0/client_id")),
                entry("/listings/{id}", contract.at("/listing_id")),
                entry("/contracts/{id}", contract.at("/id")),
                entry("/buyers/{id}", contract.at("/buyer_id")),
                entry("/metering/{id}", record),
                entry("/metering/{id}/explain", record),
                entry("/metering/{id}/release", record),
                entry("/metering/{id}/drop", record),
                entry("/metering/{id}/settle", record),
                entry("/notifications/{id}/replay", notificationOf(contract).toString())));
        addWebhooks();
    }

    private static void addWebhooks() {
        var endpoint = owner.post("/webhooks/endpoints", Map.of("url", "http://127.0.0.1:9/",
                "event_types", List.of("contract.created"))).is(201).at("/id");
        var delivery = owner.post("/webhooks/endpoints/" + endpoint + "/test", null).is(201).at("/id");
        for (var path : List.of("", "/rotate-secret", "/test")) {
            idsOfAnotherSeller.put("/webhooks/endpoints/{id}" + path, endpoint);
        }
        for (var path : List.of("", "/replay")) {
            idsOfAnotherSeller.put("/webhooks/deliveries/{id}" + path, delivery);
        }
    }

    /** A record by hand, so that it needs no account. */
    private static UUID recordOf(ApiClient.Answer contract) {
        var id = UUID.randomUUID();
        WORLD.world().jdbc().sql("""
                insert into metering_record (id, seller_id, contract_id, listing_id, cloud, lane, source, dimension,
                    identity_key, identity, quantity, unit_price, value, currency, status, next_attempt_at,
                    frozen_at, last_modified_at)
                select :id, seller_id, id, listing_id, cloud, 'lane', 'manual', 'units', 'key', '{}', 1, 0.01, 0.01,
                    'USD', 'shadow', created_at, created_at, created_at
                from contract where id = :contract::uuid""")
                .param("id", id).param("contract", contract.at("/id")).update();
        return id;
    }

    private static UUID notificationOf(ApiClient.Answer contract) {
        var id = UUID.randomUUID();
        WORLD.world().jdbc().sql("""
                insert into notification_inbox (id, seller_id, cloud, message_key, transport, body, received_at, state,
                    reason, settled_at, next_attempt_at)
                select :id, seller_id, 'aws', :id::text, 'sqs', '\\x7b7d', created_at, 'ignored', 'of a test',
                    created_at, created_at
                from contract where id = :contract::uuid""")
                .param("id", id).param("contract", contract.at("/id")).update();
        return id;
    }

    static Stream<Operation> guardedOperations() {
        return OPERATIONS.stream().filter(operation -> !operation.open());
    }

    static Stream<Operation> operationsOnOneThing() {
        return guardedOperations().filter(operation -> operation.path().contains("{"));
    }

    static Stream<Operation> operationsOnOneThingOfASeller() {
        return operationsOnOneThing().filter(operation -> operation.roles().contains("seller"));
    }

    /** Otherwise the 404s below would prove nothing. */
    @ParameterizedTest
    @MethodSource("operationsOnOneThingOfASeller")
    void theOtherSellersThingIsThereForItsOwner(Operation operation) {
        var id = idsOfAnotherSeller.get(operation.path());
        assertThat(id).as("add something of another seller for %s to this test", operation.path()).isNotNull();
        if (operation.method().equals("GET")) {
            call(owner, operation, id).is(200);
        }
    }

    @ParameterizedTest
    @MethodSource("guardedOperations")
    void nobodyWithoutATokenIsServed(Operation operation) {
        var answer = call(WORLD.nobody(), operation, UUID.randomUUID().toString());
        assertThat(answer.is(401).at("/type")).isEqualTo("urn:meterbridge:problem:unauthorized");
    }

    @ParameterizedTest
    @MethodSource("guardedOperations")
    void anInventedTokenIsNotServed(Operation operation) {
        call(WORLD.nobody().as("invented"), operation, UUID.randomUUID().toString()).is(401);
    }

    static Stream<Operation> operationsOfOneRole() {
        return guardedOperations().filter(operation -> operation.roles().size() == 1);
    }

    @ParameterizedTest
    @MethodSource("operationsOfOneRole")
    void anotherRoleIsNotServed(Operation operation) {
        var wrong = operation.roles().contains("seller") ? WORLD.operator() : seller;
        var answer = call(wrong, operation, UUID.randomUUID().toString());
        assertThat(answer.is(403).at("/type")).isEqualTo("urn:meterbridge:problem:forbidden");
    }

    @ParameterizedTest
    @MethodSource("operationsOnOneThing")
    void anotherSellersThingIsNotThere(Operation operation) {
        var id = idsOfAnotherSeller.getOrDefault(operation.path(), UUID.randomUUID().toString());
        var caller = operation.roles().contains("seller") ? seller : WORLD.operator();
        var answer = call(caller, operation, id);
        assertThat(answer.is(404).at("/type")).isEqualTo("urn:meterbridge:problem:not-found");
    }

    @Test
    void anExpiredTokenIsNotServed() {
        var expiring = WORLD.newSeller();
        expiring.get("/listings").is(200);
        assertThat(WORLD.world().jdbc().sql("""
                update access_token set expires_at = timestamptz '2026-03-10T12:05:00Z'
                where token_hash = sha256(convert_to(:token, 'UTF8'))""")
                .param("token", expiring.token()).update()).isEqualTo(1);

        expiring.get("/listings").is(401);
    }

    @Test
    void aTokenEndsWithItsCredential() {
        var leaving = WORLD.newSeller();
        WORLD.world().jdbc().sql("""
                delete from api_credential where client_id = (select client_id from access_token
                where token_hash = sha256(convert_to(:token, 'UTF8')))""").param("token", leaving.token()).update();

        leaving.get("/listings").is(401);
    }

    @Test
    void theTokenItselfIsNotStored() {
        assertThat(WORLD.world().jdbc().sql("select count(*) from access_token where token_hash = "
                + "convert_to(:token, 'UTF8')").param("token", seller.token()).query(Long.class).single()).isZero();
    }

    @Test
    void aWrongSecretAndAnUnknownClientGetTheSameAnswer() {
        var created = WORLD.operator().post("/sellers", Map.of("name", "Careless")).is(201);
        var wrong = WORLD.nobody().post("/authenticate",
                Map.of("client_id", created.at("/client_id"), "client_secret", "wrong")).is(401);
        var unknown = WORLD.nobody().post("/authenticate",
                Map.of("client_id", "nobody", "client_secret", "wrong")).is(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void anOldTokenDoesNotHinderSigningInAgain() {
        WORLD.nobody().as("expired").post("/authenticate",
                Map.of("client_id", "nobody", "client_secret", "wrong")).is(401)
                .response().headers().firstValue("www-authenticate")
                .ifPresent(header -> assertThat(header).isEmpty());
    }

    @Test
    void everybodyMayReadTheContract() {
        var answer = WORLD.nobody().get("/openapi.yaml");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void whatNobodyNamedIsDenied() {
        assertThat(WORLD.nobody().outside("/").status()).isEqualTo(401);
        assertThat(seller.outside("/anything").status()).isEqualTo(403);
    }

    private static ApiClient.Answer call(ApiClient caller, Operation operation, String id) {
        var path = operation.path().replaceAll("\\{\\w+}", id);
        return caller.call(operation.method(), path,
                operation.takesBody() ? BODIES.getOrDefault(operation.id(), Map.of()) : null);
    }
}
