package io.meterbridge.api.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.api.Utc;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/integrations/orb}. */
public final class OrbConnections {

    private static final String ORB = "orb";
    private static final Notice NO_OTHER_REPORTING = new Notice("",
            "Switch off Orb's own marketplace reporting for every subscription mapped here, "
            + "or its buyers are billed twice.");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final IntegrationRows rows;
    private final ObjectProvider<StartDateListener> startDateListener;
    private final InstantSource clock;

    OrbConnections(SellerTransactions transactions, JdbcClient sellerJdbc, IntegrationRows rows,
            ObjectProvider<StartDateListener> startDateListener, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.startDateListener = startDateListener;
        this.clock = clock;
    }

    /** The key to try out; a start date that may not change any more is refused before Orb is asked. */
    public String keyToTry(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            refuseLateStartDate(request.body());
            return null;
        });
        return request.body().get("api_key").asText();
    }

    /**
     * Says no when Orb did, or when nobody could ask it.
     *
     * @param status Orb's HTTP status, or 0 when there was no answer
     */
    public void judge(int status) {
        if (status == 401 || status == 403) {
            throw ProblemException.invalid("/api_key", "Orb refused this key (" + status + ")");
        }
        if (status < 200 || status > 299) {
            throw ProblemException.of(ProblemType.PROVIDER_UNREACHABLE, status == 0
                    ? "Orb does not answer; nothing was stored."
                    : "Orb answered " + status + "; nothing was stored.");
        }
    }

    /** Stores a key that Orb took, and wakes the accounts that waited for one. */
    public OrbIntegration store(@ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var body = request.body();
            var startAt = refuseLateStartDate(body);
            var before = rows.find(ORB);
            var secret = JsonNodeFactory.instance.objectNode();
            secret.set("api_key", body.get("api_key"));
            var shown = JsonNodeFactory.instance.objectNode();
            if (body.hasNonNull("webhook_signing_secret")) {
                secret.set("webhook_signing_secret", body.get("webhook_signing_secret"));
                shown.put("webhook_signing_secret_set", "yes");
            }
            if (body.hasNonNull("signup_url")) {
                shown.set("signup_url", body.get("signup_url"));
            }
            rows.save(request.sellerId(), ORB, shown, secret, body.get("api_key").asText(), startAt,
                    body.get("mode").asText());
            if (before.isPresent() && !before.get().startAt().equals(startAt)) {
                startDateListener.ifAvailable(to -> to.startDateChanged(request.sellerId(), startAt));
            }
            wake();
            return show();
        });
    }

    /** The key that is stored. */
    public String storedKey(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> (String) rows.open(ORB).get("api_key"));
    }

    /** Notes that Orb takes the stored key, and wakes the accounts that waited for one. */
    public OrbIntegration works(@ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            rows.works(ORB);
            wake();
            return show();
        });
    }

    private void wake() {
        var now = Utc.of(clock.instant());
        sellerJdbc.sql(Sql.of("integration/open-orb-budget")).param("now", now).update();
        sellerJdbc.sql(Sql.of("integration/wake-accounts")).param("now", now).update();
    }

    /** How Orb is connected. */
    public OrbIntegration get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), this::show);
    }

    /** Forgets the connection, unless cost is still read through it. */
    public void delete(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> {
            rows.get(ORB);
            if (isTrue("integration/does-orb-feed-accounts")) {
                throw ProblemException.conflict("Contracts are still metered from Orb's cost; unmap them "
                        + "first, or their usage would go unbilled unnoticed.", null);
            }
            rows.delete(ORB);
            return null;
        });
    }

    /** money.md M-06: once something was frozen from Orb's cost, the day it is counted from stands. */
    private Instant refuseLateStartDate(JsonNode body) {
        var startAt = LocalDate.parse(body.get("start_date").asText()).atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var stored = rows.find(ORB);
        if (stored.isPresent() && !stored.get().startAt().equals(startAt)) {
            if (isTrue("integration/was-orb-cost-frozen")) {
                throw ProblemException.conflict("Records were frozen from cost counted since "
                        + stored.get().startAt() + "; the start date cannot change any more.", null);
            }
            if (startDateListener.getIfAvailable() == null && isTrue("integration/does-orb-feed-accounts")) {
                throw ProblemException.conflict("Subscriptions are mapped with a baseline counted from "
                        + stored.get().startAt() + "; the start date cannot change any more.", null);
            }
        }
        return startAt;
    }

    private boolean isTrue(String question) {
        return sellerJdbc.sql(Sql.of(question)).query(Boolean.class).single();
    }

    private OrbIntegration show() {
        var orb = rows.get(ORB);
        return new OrbIntegration(orb.status(), orb.brokenReason(), orb.startAt(), orb.verifiedAt(),
                orb.secretHint(), orb.mode(), orb.setting("webhook_signing_secret_set") != null,
                orb.setting("signup_url"), List.of(NO_OTHER_REPORTING));
    }

    /** The connection as it may be shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrbIntegration(
            String status,
            String brokenReason,
            Instant startAt,
            Instant verifiedAt,
            String apiKeyHint,
            String mode,
            boolean webhookSigningSecretSet,
            String signupUrl,
            List<Notice> warnings) {
    }
}
