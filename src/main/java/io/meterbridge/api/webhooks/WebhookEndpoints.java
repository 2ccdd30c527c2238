package io.meterbridge.api.webhooks;

import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.http.TargetGuard;
import io.meterbridge.http.TargetRefused;
import io.meterbridge.webhook.Endpoint;
import io.meterbridge.webhook.EndpointSecrets;
import io.meterbridge.webhook.EventOutbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** {@code /api/webhooks/endpoints}. */
public final class WebhookEndpoints {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final EndpointRows rows;
    private final DeliveryRows deliveries;
    private final EndpointSecrets secrets;
    private final EventOutbox outbox;
    private final TargetGuard guard;
    private final ApiJson json;
    private final IdGenerator ids;

    WebhookEndpoints(SellerTransactions transactions, JdbcClient sellerJdbc, EndpointRows rows,
            DeliveryRows deliveries, EndpointSecrets secrets, EventOutbox outbox, TargetGuard guard, ApiJson json,
            IdGenerator ids) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.outbox = outbox;
        this.guard = guard;
        this.json = json;
        this.ids = ids;
    }

    /** Takes an endpoint on; its secret is in this answer alone. */
    public Endpoint create(ApiRequest request) {
        var body = EndpointBody.created(request.object());
        refuseUncallable(body.url());
        var id = ids.generateId();
        var secret = secrets.create();
        return transactions.forSeller(request.sellerId(), () -> {
            if (!rows.insert(id, body, secrets.seal(secret, id))) {
                throw ProblemException.conflict("There are a hundred endpoints already.", null);
            }
            return rows.get(id).withSecret(secret);
        });
    }

    /** The seller's endpoints, oldest first. */
    public Page<Endpoint> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("status", "status")
                .page(sellerJdbc, "webhook/count-all-endpoints", "webhook/count-endpoints",
                        "webhook/list-endpoints", (row, number) -> Endpoint.read(row, json)));
    }

    /** One endpoint. */
    public Endpoint get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> rows.get(request.id()));
    }

    /** Changes, disables or enables an endpoint. */
    public Endpoint patch(ApiRequest request) {
        if (request.object().has("url")) {
            refuseUncallable(request.object().get("url").textValue());
        }
        return transactions.forSeller(request.sellerId(), () -> {
            var before = rows.lock(request.id());
            var changed = EndpointBody.changed(before, request.object());
            rows.update(before.id(), changed);
            if (changed.status().equals("disabled")) {
                rows.failPending(before.id(), "endpoint-disabled");
            }
            return rows.get(before.id());
        });
    }

    /** Tells an endpoint nothing any more. */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            var endpoint = rows.lock(request.id());
            rows.delete(endpoint.id());
            rows.failPending(endpoint.id(), "endpoint-deleted");
            return null;
        });
    }

    /** Makes a new secret; the one before it goes on signing for a while. */
    public Endpoint rotateSecret(ApiRequest request) {
        var secret = secrets.create();
        return transactions.forSeller(request.sellerId(), () -> {
            var endpoint = rows.lock(request.id());
            rows.rotate(endpoint.id(), secrets.seal(secret, endpoint.id()));
            return rows.get(endpoint.id()).withSecret(secret);
        });
    }

    /** Sends an event to one endpoint alone. */
    public DeliveryView test(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var endpoint = rows.lock(request.id());
            if (!endpoint.isEnabled()) {
                throw ProblemException.conflict("The endpoint is disabled; enable it first.", endpoint.id());
            }
            var id = ids.generateId();
            outbox.recordTest(request.sellerId(), id, endpoint);
            return deliveries.get(id);
        });
    }

    private void refuseUncallable(String url) {
        try {
            guard.check(url);
        } catch (TargetRefused refused) {
            throw ProblemException.invalid("/url", refused.getMessage());
        }
    }
}
