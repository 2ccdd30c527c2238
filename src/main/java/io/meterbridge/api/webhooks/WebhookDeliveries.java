package io.meterbridge.api.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/webhooks/events} and {@code /api/webhooks/deliveries}. */
public final class WebhookDeliveries {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final DeliveryRows rows;
    private final ApiJson json;

    WebhookDeliveries(SellerTransactions transactions, JdbcClient sellerJdbc, DeliveryRows rows, ApiJson json) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.json = json;
    }

    /** What happened, newest first. */
    public Page<EventView> events(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("type", "type")
                .instant("occurred_at_after", "occurredAtAfter")
                .page(sellerJdbc, "webhook/count-all-events", "webhook/count-events", "webhook/list-events",
                        (row, number) -> new EventView(row.getString("webhook_id"), row.getString("type"),
                                Utc.read(row, "occurred_at"), Utc.read(row, "deadline_at"),
                                Utc.read(row, "recorded_at"), json.read(row.getString("body")))));
    }

    /** Which event went to which endpoint, newest first. */
    public Page<DeliveryView> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .id("endpoint_id", "endpointId")
                .text("event_id", "eventId")
                .text("event_type", "eventType")
                .text("status", "status")
                .page(sellerJdbc, "webhook/count-all-deliveries", "webhook/count-deliveries",
                        "webhook/list-deliveries", (row, number) -> DeliveryRows.read(row)));
    }

    /** One delivery with its attempts. */
    public DeliveryView get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(),
                () -> rows.get(request.id()).with(rows.attemptsOf(request.id())));
    }

    /** Makes a delivery due again, from the first step of its ladder. */
    public DeliveryView replay(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var before = rows.get(request.id());
            if (!rows.replay(before.id())) {
                throw ProblemException.conflict(before.status().equals("sending")
                        ? "It is on its way right now." : "Its endpoint is disabled; enable it first.",
                        before.endpointId());
            }
            return rows.get(before.id());
        });
    }

    /**
     * Something that happened.
     *
     * @param id   the {@code webhook-id} of its deliveries
     * @param body what receivers get, in the order it is signed in
     */
    public record EventView(String id, String type, Instant occurredAt, Instant deadlineAt, Instant recordedAt,
            JsonNode body) {
    }
}
