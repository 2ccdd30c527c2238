package io.meterbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.api.ApiClient;
import io.meterbridge.api.ApiWorld;
import io.meterbridge.onboarding.SoldListing;
import io.meterbridge.sandbox.OrbAccount;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * A seller that has one of everything a page can show: connections to all, contracts on each marketplace with two
 * metered hours, records that wait for somebody, webhooks, notifications, a cancellation in its last hour.
 */
final class FurnishedSeller {

    private static final String EARLIER_HOUR = "2026-03-10T10:00:00Z";

    private final ApiWorld world;
    private final ApiClient api;
    private final OrbAccount orb;
    private final Map<String, String> contracts = new LinkedHashMap<>();
    private final List<OrbSubscription> subscriptions = new ArrayList<>();
    private String listing;
    private String endpoint;
    private String delivery;
    private String run;

    private FurnishedSeller(ApiWorld world) {
        this.world = world;
        this.api = world.newSeller();
        this.orb = world.connectOrb(api);
    }

    static FurnishedSeller in(ApiWorld world) {
        var seller = new FurnishedSeller(world);
        seller.sell();
        seller.meter();
        seller.tell();
        seller.cancelOne();
        return seller;
    }

    private void sell() {
        var start = Instant.parse(EARLIER_HOUR);
        for (var sold : SoldListing.onEveryCloud(world.world().sandbox(), new BigDecimal("0.01"))) {
            listing = sold.create(api, "Data platform");
            for (var buyer : List.of("Contoso", "Fabrikam")) {
                var contract = sold.sell(start).create(api, listing, buyer + " on " + sold.cloud(), start);
                contracts.put(buyer + " " + sold.cloud(), contract);
                api.patch("/contracts/" + contract, ApiWorld.mapping(subscription(start).id())).is(200);
            }
        }
        api.patch("/contracts/" + contract(), Map.of("custom_properties",
                Map.of("internal_customer_identifier", "customer-1"))).is(200);
        // coarse, so that the page has something to say about it
        api.post("/listings", ApiWorld.listing("aws", Map.of("title", "Old plan", "usage_dimension",
                Map.of("id", "seats", "unit_price", "25"), "hold", Map.of("first_record", true)))).is(201);
    }

    private OrbSubscription subscription(Instant start) {
        var subscription = orb.addSubscription("sub-" + UUID.randomUUID()).startsAt(start)
                .price(OrbPrice.usage("price-1", "API calls"));
        subscription.cost("price-1", start.plus(Duration.ofMinutes(20)), new BigDecimal("12.3456"));
        subscriptions.add(subscription);
        return subscription;
    }

    /** Two hours; in the second one AWS loses an answer and another record is held. */
    private void meter() {
        world.world().meter(EARLIER_HOUR);
        world.world().awaitSettledRecords();
        api.patch("/listings/" + api.get("/contracts/" + contracts.get("Fabrikam gcp")).at("/listing_id"),
                Map.of("hold", Map.of("max_units_per_hour", 100))).is(200);
        var used = Instant.parse(ApiWorld.LAST_HOUR).plus(Duration.ofMinutes(20));
        subscriptions.forEach(each -> each.cost("price-1", used, new BigDecimal("3.939765")));
        world.world().sandbox().aws().faults().next(1).loseAnswerAfterAccept();
        world.world().meter(ApiWorld.LAST_HOUR);
        Awaitility.await("one record to be unknown").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(statuses()).contains("unknown").doesNotContain("frozen", "sending"));
        world.world().sandbox().aws().faults().calm();
        run = world.operator().get("/metering/runs?hour=" + ApiWorld.LAST_HOUR).at("/results/0/id");
    }

    private void tell() {
        endpoint = api.post("/webhooks/endpoints", Map.of("url",
                world.world().sandbox().receiver().url("/" + UUID.randomUUID()), "description", "Contoso and others",
                "event_types", List.of("contract.created", "metering.held"))).is(201).at("/id");
        delivery = api.post("/webhooks/endpoints/" + endpoint + "/test", null).is(201).at("/id");
        Awaitility.await("a test to arrive").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> !api.get("/webhooks/deliveries/" + delivery).at("/history/0/outcome").isEmpty());
        for (var state : List.of("parked", "done")) {
            world.world().jdbc().sql("""
                    insert into notification_inbox (id, seller_id, cloud, message_key, transport, body, event_type,
                        contract_key, received_at, state, reason, settled_at, next_attempt_at)
                    select :id, seller_id, 'aws', :id::text, 'sqs', '\\x7b7d', 'Purchase Agreement Created', 'agmt-1',
                        created_at, :state, 'its product is no listing', created_at, created_at
                    from contract where id = :contract::uuid""")
                    .param("id", UUID.randomUUID()).param("state", state).param("contract", contract()).update();
        }
    }

    /** The end of a contract as its marketplace told it, in the hour in which the last usage is still taken. */
    private void cancelOne() {
        var ended = contracts.get("Fabrikam azure");
        world.world().jdbc().sql("""
                insert into contract_change (contract_id, change_key, seller_id, kind, happened_at, found, webhook_id,
                    told_at)
                select id, 'cancelled-1', seller_id, 'cancelled', timestamptz '2026-03-10T11:50:00Z', false,
                    'msg_' || id, timestamptz '2026-03-10T11:50:00Z'
                from contract where id = :contract::uuid""").param("contract", ended).update();
        world.world().jdbc().sql("""
                insert into final_usage (id, seller_id, contract_id, account_id, state, cancelled_at, give_up_at,
                    planned_reads, next_read_at)
                select gen_random_uuid(), seller_id, contract_id, account_id, 'open',
                    timestamptz '2026-03-10T11:50:00Z', timestamptz '2026-03-10T12:50:00Z',
                    array[timestamptz '2026-03-10T12:42:00Z'], timestamptz '2026-03-10T12:42:00Z'
                from account_contract where contract_id = :contract::uuid""").param("contract", ended).update();
    }

    /** Nothing of it waits any more, so that other tests of the world do not wait for it. */
    void settle() {
        recordsIn("unknown").forEach(record ->
                api.post("/metering/" + record + "/settle", Map.of("billed", true)).is(200));
    }

    ApiClient api() {
        return api;
    }

    /** A contract with two accepted records. */
    String contract() {
        return contracts.get("Contoso azure");
    }

    String buyer() {
        return api.get("/contracts/" + contract()).at("/buyer_id");
    }

    String listing() {
        return listing;
    }

    String endpoint() {
        return endpoint;
    }

    String delivery() {
        return delivery;
    }

    /** The run of the last hour. */
    String run() {
        return run;
    }

    String record(String status) {
        return recordsIn(status).get(0);
    }

    private List<String> statuses() {
        var statuses = new ArrayList<String>();
        api.get("/metering").body().get("results").forEach(each -> statuses.add(each.get("status").asText()));
        return statuses;
    }

    private List<String> recordsIn(String status) {
        var ids = new ArrayList<String>();
        api.get("/metering?status=" + status).body().get("results").forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    /** Every page of a seller that shows something, by the pattern of its address. */
    Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("/console", "/console");
        for (var plain : List.of("/listings", "/listings/new", "/buyers", "/contracts", "/contracts/new", "/mappings", "/metering",
                "/metering/new", "/webhooks", "/webhooks/new", "/webhooks/deliveries", "/webhooks/events",
                "/notifications", "/settings/integrations", "/settings/credentials", "/alarms", "/reconciliation",
                "/hours", "/shadow")) {
            pages.put("/console" + plain, "/console" + plain);
        }
        pages.put("/console/settings/integrations/{id}", "/console/settings/integrations/orb");
        for (var cloud : List.of("aws", "azure", "gcp")) {
            pages.put("/console/settings/integrations/{id} " + cloud, "/console/settings/integrations/" + cloud);
        }
        pages.put("/console/listings/{id}", "/console/listings/" + listing());
        pages.put("/console/buyers/{id}", "/console/buyers/" + buyer());
        pages.put("/console/contracts/{id}", "/console/contracts/" + contract());
        pages.put("/console/contracts/{id} cancelled", "/console/contracts/" + contracts.get("Fabrikam azure"));
        pages.put("/console/metering/new by contract", "/console/metering/new?contract=" + contract());
        for (var status : List.of("accepted", "held", "unknown")) {
            pages.put("/console/metering/{id}" + (status.equals("accepted") ? "" : " " + status),
                    "/console/metering/" + record(status));
        }
        pages.put("/console/webhooks/endpoints/{id}", "/console/webhooks/endpoints/" + endpoint());
        pages.put("/console/webhooks/deliveries/{id}", "/console/webhooks/deliveries/" + delivery());
        return pages;
    }

    /** Every page of the operator. */
    Map<String, String> pagesOfTheOperator() {
        var pages = new LinkedHashMap<String, String>();
        for (var name : List.of("sellers", "runs", "proof", "replicas")) {
            pages.put("/console/operator/" + name, "/console/operator/" + name);
        }
        pages.put("/console/operator/runs/{id}", "/console/operator/runs/" + run());
        pages.put("/console/alarms", "/console/alarms");
        return pages;
    }
}
