package io.meterbridge.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Valid rows for tests, table by table. Every method takes columns that differ from the ordinary
 * row, as name and value in turn, and returns the row's id. Values are written as JSON, so a number
 * may be given as text and an instant as ISO 8601.
 */
public final class TestRows {

    private static final String LISTING = """
            {"cloud": "aws", "title": "Acme Search", "usage_dimension": "units",
             "unit_price": "0.01", "currency": "USD", "value_type": "int64", "plans": {},
             "cost_basis": "total", "zero_quantity": true, "metering_identity": "license",
             "shadow": false, "send_from_test_mode": false,
             "created_at": "2026-11-01T12:00:00Z", "last_modified_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String BUYER = """
            {"cloud": "aws", "name": "Buyer", "cloud_identifiers": {"product_code": "pc-1"},
             "external_associations": {}, "custom_properties": {},
             "created_at": "2026-11-01T12:00:00Z", "last_modified_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String CONTRACT = """
            {"cloud": "aws", "status": "active", "start_at": "2026-10-01T00:00:00Z",
             "by_hand": true, "origin": "api",
             "cloud_identifiers": {"agreement_id": "agmt-1"},
             "external_associations": {}, "custom_properties": {},
             "created_at": "2026-11-01T12:00:00Z", "last_modified_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String ACCOUNT = """
            {"currency": "USD", "cost_basis": "total", "state": "metering", "time_zone": "UTC",
             "subscription_start": "2026-10-01T00:00:00Z",
             "subscription_read_at": "2026-11-01T12:00:00Z",
             "first_hour": "2026-11-01T10:00:00Z", "cursor_hour": "2026-11-01T10:00:00Z",
             "next_read_at": "2026-11-01T12:00:00Z", "created_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String RECORD = """
            {"cloud": "aws", "lane": "lane-1", "source": "orb", "covers_orb_cost": true,
             "dimension": "units", "hour": "2026-11-01T10:00:00Z",
             "identity": {"LicenseArn": "arn:1"}, "quantity": 10, "unit_price": "0.01",
             "value": "0.10", "correction": "0", "currency": "USD", "cost": "1.00",
             "baseline": "0", "included": "0", "committed_before": "0", "written_off": "0",
             "status": "frozen", "uncertain": false, "foreign_slot": false, "attempts": 0,
             "batch_limit": 25, "next_attempt_at": "2026-11-01T12:00:00Z",
             "closes_at": "2026-11-02T10:00:00Z", "frozen_at": "2026-11-01T12:00:00Z",
             "custom_properties": {}, "last_modified_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String SNAPSHOT = """
            {"effective_at": "2026-11-01T10:00:00Z", "learnt_at": "2026-11-01T12:00:00Z",
             "dimension": "units", "currency": "USD", "learnt_from": "seller"}
            """;
    private static final String ATTEMPT = """
            {"owner": "replica-1", "claimed_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String DECISION = """
            {"decision": "released", "reason": "hold-first-record", "amount": "0.10",
             "decided_by": "client-1", "decided_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String CORRECTION = """
            {"old_price": "0.01", "new_price": "0.02", "reason": "price-correction",
             "booked_at": "2026-11-01T12:00:00Z"}
            """;

    private static final String ENDPOINT = """
            {"url": "https://seller.example/hook", "event_types": ["contract.cancelled"], "event_names": {},
             "status": "enabled", "sealed_secret": "\\\\x00", "created_at": "2026-11-01T12:00:00Z",
             "last_modified_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String EVENT = """
            {"type": "contract.cancelled", "occurred_at": "2026-11-01T12:00:00Z",
             "body": "{}", "recorded_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String DELIVERY = """
            {"status": "pending", "attempts": 0, "step": 0, "next_attempt_at": "2026-11-01T12:00:00Z",
             "created_at": "2026-11-01T12:00:00Z"}
            """;
    private static final String WEBHOOK_ATTEMPT = """
            {"claim_token": 1, "attempted_at": "2026-11-01T12:00:00Z", "outcome": "delivered",
             "http_status": 200, "latency_millis": 5}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    /** Rows that this client writes, for example a worker's. */
    public TestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes one row of any table. */
    public void insert(String table, Map<String, ?> columns) {
        var names = columns.keySet().stream()
                .map(TestRows::quoted)
                .collect(Collectors.joining(", "));
        var rows = JsonRows.of(List.of(columns));
        jdbc.sql("""
                insert into %1$s (%2$s)
                select %2$s from jsonb_populate_recordset(null::%1$s, :rows::jsonb)
                """.formatted(quoted(table), names))
                .param("rows", rows)
                .update();
    }

    public UUID seller(Object... columns) {
        return withId("seller", """
                {"name": "Acme", "created_at": "2026-11-01T12:00:00Z"}""", Map.of(), columns);
    }

    public UUID listing(UUID seller, Object... columns) {
        return withId("listing", LISTING,
                Map.of("seller_id", seller, "cloud_id", "product-" + UUID.randomUUID()), columns);
    }

    public UUID buyer(UUID seller, Object... columns) {
        return withId("buyer", BUYER,
                Map.of("seller_id", seller, "identity_key", UUID.randomUUID()), columns);
    }

    /** A contract with a buyer of its own. */
    public UUID contract(UUID seller, UUID listing, Object... columns) {
        return withId("contract", CONTRACT,
                Map.of("seller_id", seller, "buyer_id", buyer(seller), "listing_id", listing,
                        "identity_key", UUID.randomUUID()), columns);
    }

    public UUID account(UUID seller, Object... columns) {
        return withId("account", ACCOUNT,
                Map.of("seller_id", seller, "orb_subscription_id", UUID.randomUUID()), columns);
    }

    /** A frozen record of 10 units at 0.01 out of a cost of 1.00; its account may be null. */
    public UUID record(UUID seller, UUID account, UUID contract, UUID listing, Object... columns) {
        var owners = new LinkedHashMap<String, Object>(Map.of("seller_id", seller,
                "contract_id", contract, "listing_id", listing, "identity_key", contract));
        owners.put("account_id", account);
        return withId("metering_record", RECORD, owners, columns);
    }

    /** The number that the database gave to a new price snapshot. */
    public long priceSnapshot(UUID seller, UUID contract, String unitPrice) {
        insert("price_snapshot", row(SNAPSHOT,
                Map.of("seller_id", seller, "contract_id", contract, "unit_price", unitPrice)));
        return jdbc.sql("select max(id) from price_snapshot where contract_id = :contract")
                .param("contract", contract).query(Long.class).single();
    }

    /** The number that the database gave to a new attempt to send. */
    public long attempt(UUID seller, UUID record, long claimToken) {
        insert("metering_attempt", row(ATTEMPT,
                Map.of("seller_id", seller, "record_id", record, "claim_token", claimToken)));
        return jdbc.sql("select max(id) from metering_attempt where record_id = :record")
                .param("record", record).query(Long.class).single();
    }

    public void decision(UUID seller, UUID record) {
        insert("record_decision", row(DECISION, Map.of("seller_id", seller, "record_id", record)));
    }

    public void correction(UUID seller, UUID record, long snapshot, BigDecimal amount) {
        insert("value_correction", row(CORRECTION, Map.of("seller_id", seller,
                "record_id", record, "snapshot_id", snapshot, "amount", amount)));
    }

    /** An endpoint for cancelled contracts; its secret is not a real one. */
    public UUID webhookEndpoint(UUID seller, Object... columns) {
        return withId("webhook_endpoint", ENDPOINT, Map.of("seller_id", seller), columns);
    }

    /** An event with an empty body, and its delivery to this endpoint; the id is the delivery's. */
    public UUID webhookDelivery(UUID seller, UUID endpoint, Object... columns) {
        var event = withId("event_outbox", EVENT, Map.of("seller_id", seller));
        return withId("webhook_delivery", DELIVERY, Map.of("seller_id", seller, "event_id", event,
                "endpoint_id", endpoint), columns);
    }

    public void webhookAttempt(UUID seller, UUID delivery) {
        insert("webhook_attempt", row(WEBHOOK_ATTEMPT,
                Map.of("seller_id", seller, "delivery_id", delivery)));
    }

    private UUID withId(String table, String ordinary, Map<String, ?> owners, Object... different) {
        var row = row(ordinary, owners, different);
        row.putIfAbsent("id", UUID.randomUUID());
        insert(table, row);
        return UUID.fromString(row.get("id").toString());
    }

    private static Map<String, Object> row(String json, Map<String, ?> owners,
            Object... different) {
        try {
            var row = JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() { });
            row.putAll(owners);
            for (int i = 0; i < different.length; i += 2) {
                row.put((String) different[i], different[i + 1]);
            }
            return row;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
