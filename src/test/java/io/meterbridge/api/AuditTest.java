package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.Proves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed through the API is noted with its author, before and after, by the change's own transaction. */
@Proves("R-57")
class AuditTest {

    /** Tables of sellers whose changes are not noted, and why. */
    private static final Map<String, String> NOT_NOTED = Map.of(
            "audit_entry", "is the log",
            "cost_series", "is what Orb said",
            "idempotent_answer", "remembers answers, and every change behind one is noted",
            "marketplace_usage", "is what the marketplaces said",
            "other_tool_usage", "is what another tool said");

    private static final ApiWorld WORLD = ApiWorld.shared();

    private ApiClient seller;
    private String clientId;

    @BeforeEach
    void newSeller() {
        seller = WORLD.newSeller();
        clientId = seller.get("/credentials").at("/results/0/client_id");
    }

    @Test
    void aNewThingIsNotedWhole() {
        var id = ApiWorld.awsListing(seller);
        var entry = only("listing", id);

        assertThat(entry.at("/client_id").asText()).isEqualTo(clientId);
        assertThat(entry.at("/role").asText()).isEqualTo("seller");
        assertThat(entry.at("/operation").asText()).isEqualTo("createListing");
        assertThat(entry.at("/change").asText()).isEqualTo("insert");
        assertThat(entry.at("/at").asText()).isEqualTo(ApiWorld.NOW);
        assertThat(entry.at("/before").isNull()).isTrue();
        assertThat(entry.at("/after/cloud_id").asText()).isEqualTo("pc-1");
    }

    @Test
    void aChangeIsNotedWithWhatDiffers() {
        var contract = ApiWorld.newContract(seller);
        seller.patch("/contracts/" + contract.at("/id"), Map.of("custom_properties", Map.of("tier", "gold"))).is(200);
        var entry = entries("contract", contract.at("/id")).get(0);

        assertThat(entry.at("/operation").asText()).isEqualTo("patchContract");
        assertThat(entry.at("/change").asText()).isEqualTo("update");
        assertThat(entry.at("/before/custom_properties").toString()).isEqualTo("{}");
        assertThat(entry.at("/after/custom_properties").toString()).isEqualTo("{\"tier\":\"gold\"}");
        assertThat(entry.at("/after").has("cloud_identifiers")).isFalse();
    }

    @Test
    void aDeletionIsNotedWithWhatWasThere() {
        var created = seller.post("/credentials", null).is(201);
        seller.delete("/credentials/" + created.at("/client_id")).is(204);
        var entry = entries("api_credential", created.at("/client_id")).get(0);

        assertThat(entry.at("/change").asText()).isEqualTo("delete");
        assertThat(entry.at("/after").isNull()).isTrue();
        assertThat(entry.at("/before/client_id").asText()).isEqualTo(created.at("/client_id"));
    }

    @Test
    void aMappingIsNotedWithWhoMadeIt() {
        var orb = WORLD.connectOrb(seller);
        var mine = ApiWorld.subscription(orb, "1.00");
        var buyers = ApiWorld.subscription(orb, "2.00");
        var listing = ApiWorld.awsListing(seller);
        var first = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of())).is(201);
        var second = seller.post("/contracts", ApiWorld.awsContract(listing, Map.of())).is(201);
        seller.patch("/contracts/" + first.at("/id"), ApiWorld.mapping(mine.id())).is(200);
        seller.patch("/buyers/" + second.at("/buyer_id"), ApiWorld.mapping(buyers.id())).is(200);

        mapped("contract", first.at("/id"), mine.id(), "patchContract");
        mapped("buyer", second.at("/buyer_id"), buyers.id(), "patchBuyer");
        assertThat(ApiWorld.each(seller.get("/audit?thing=account").is(200), "/after/orb_subscription_id"))
                .containsExactlyInAnyOrder(mine.id(), buyers.id());
        assertThat(seller.get("/audit?thing=cost_series").at("/count")).isEqualTo("0");
    }

    private void mapped(String thing, String id, String subscription, String operation) {
        var entry = entries(thing, id).stream()
                .filter(change -> change.at("/after/orb_subscription_id").asText().equals(subscription)
                        && change.at("/change").asText().equals("update")).findFirst().orElseThrow();
        assertThat(entry.at("/before/orb_subscription_id").isNull()).isTrue();
        assertThat(entry.at("/client_id").asText()).isEqualTo(clientId);
        assertThat(entry.at("/role").asText()).isEqualTo("seller");
        assertThat(entry.at("/operation").asText()).isEqualTo(operation);
    }

    @Test
    void secretsAreReplaced() {
        var key = "orb-key-" + UUID.randomUUID();
        WORLD.world().sandbox().orb().addAccount(key, io.meterbridge.sandbox.OrbMode.LIVE);
        seller.put("/integrations/orb", ApiWorld.orb(key, "2026-03-01")).is(200);
        var created = seller.post("/credentials", null).is(201);
        var log = seller.get("/audit").is(200);

        assertThat(log.response().body()).doesNotContain(key).doesNotContain(created.at("/client_secret"))
                .doesNotContain("sha256:");
        assertThat(only("integration", "orb").at("/after/sealed_secret").asText()).isEqualTo("[secret]");
        assertThat(only("api_credential", created.at("/client_id")).at("/after/secret_hash").asText())
                .isEqualTo("[secret]");
    }

    @Test
    void whatTheOperatorDoesIsNotedForTheSellerToo() {
        var created = WORLD.operator().post("/sellers", Map.of("name", "Watched")).is(201);
        WORLD.operator().post("/metering/runs", Map.of("hour", "2026-03-10T09:00:00Z")).is(202);
        var theirs = WORLD.nobody().signedIn(created.at("/client_id"), created.at("/client_secret"));

        assertThat(ApiWorld.each(theirs.get("/audit").is(200), "/role")).containsOnly("operator");
        assertThat(ApiWorld.each(theirs.get("/audit"), "/thing"))
                .containsExactlyInAnyOrder("seller", "api_credential");
        assertThat(ApiWorld.each(WORLD.operator().get("/audit?thing=metering_run").is(200), "/operation"))
                .contains("openRun");
    }

    @Test
    void aSellerSeesItsOwnChangesAlone() {
        var other = WORLD.newSeller();
        var listing = ApiWorld.awsListing(other);

        assertThat(seller.get("/audit?thing_id=" + listing).is(200).body().get("count").asInt()).isZero();
        assertThat(WORLD.operator().get("/audit?thing_id=" + listing).is(200).body().get("count").asInt()).isEqualTo(1);
    }

    @Test
    void timesFilter() {
        ApiWorld.awsListing(seller);

        assertThat(seller.get("/audit?from=" + ApiWorld.NOW).is(200).body().get("count").asInt()).isPositive();
        assertThat(seller.get("/audit?to=" + ApiWorld.NOW).is(200).body().get("count").asInt()).isZero();
    }

    @Test
    void whatWasRefusedLeavesNoEntry() {
        var listing = ApiWorld.listing("aws", Map.of());
        seller.post("/listings", listing).is(201);
        var before = seller.get("/audit").body().get("count").asInt();
        seller.post("/listings", listing).is(409);
        seller.delete("/credentials/" + clientId).is(409);

        assertThat(seller.get("/audit").body().get("count").asInt()).isEqualTo(before);
    }

    @Test
    void theChangeAndItsEntryAreOneTransaction() {
        var id = ApiWorld.awsListing(seller);

        assertThat(WORLD.world().jdbc().sql("""
                select l.xmin::text = e.xmin::text from listing l join audit_entry e on e.thing_id = l.id::text
                where l.id = :id::uuid""").param("id", id).query(Boolean.class).single()).isTrue();
    }

    @Test
    void workThatNobodyAskedForIsNotInTheLog() {
        var id = ApiWorld.awsListing(seller);
        WORLD.world().jdbc().sql("update listing set title = 'By hand' where id = :id::uuid").param("id", id).update();

        assertThat(entries("listing", id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entry set client_id = 'somebody else'", "delete from audit_entry",
        "truncate audit_entry"})
    void nobodyChangesTheLog(String sql) {
        assertThatThrownBy(() -> WORLD.world().jdbc().sql(sql).update())
                .rootCause().hasMessageContaining("stays as it is");
    }

    @Test
    void everyTableOfSellersIsNoted() {
        var without = WORLD.world().jdbc().sql("""
                select distinct c.table_name::text from information_schema.columns c
                join pg_tables t on t.tablename = c.table_name and t.schemaname = c.table_schema
                where c.table_schema = 'public' and c.column_name = 'seller_id'
                  and not exists (select from pg_trigger g where g.tgrelid = c.table_name::text::regclass
                                  and g.tgname = 'note_change')""").query(String.class).list();

        assertThat(Set.copyOf(without)).as("keep_sellers_apart notes them; older tables: note_changes_of")
                .isEqualTo(NOT_NOTED.keySet());
    }

    private JsonNode only(String thing, String id) {
        var found = entries(thing, id);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<JsonNode> entries(String thing, String id) {
        return StreamSupport.stream(seller.get("/audit?thing=" + thing + "&thing_id=" + id).is(200).body()
                .get("results").spliterator(), false).toList();
    }
}
