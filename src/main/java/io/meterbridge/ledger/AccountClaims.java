package io.meterbridge.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.Series;
import io.meterbridge.cost.SeriesKey;
import io.meterbridge.database.Row;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.orb.CostQuestion;
import io.meterbridge.orb.OrbBudget;
import io.meterbridge.orb.OrbFailure;
import io.meterbridge.orb.OrbSubscription;
import io.meterbridge.orb.SubscriptionQuestion;
import io.meterbridge.time.DatabaseOffset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Turns the rows of a claim into what the routes carry. */
@Component("accountClaims")
public class AccountClaims {

    /** Accounts claimed at once: few enough to be read within their lease. */
    private static final int CLAIM_MAX = 250;

    private final ObjectMapper json;
    private final InstantSource clock;
    private final OrbBudget budget;
    private final DatabaseOffset offset;
    private final Duration lease;

    AccountClaims(ObjectMapper json, InstantSource clock, OrbBudget budget, DatabaseOffset offset,
            MeterbridgeProperties settings) {
        this.json = json;
        this.clock = clock;
        this.budget = budget;
        this.offset = offset;
        this.lease = settings.metering().lease();
    }

    /** One claimed row of {@code account/claim-due-accounts.sql}. */
    public AccountClaim claim(@Body Map<String, Object> columns) {
        var row = new Row(columns);
        return new AccountClaim(
                row.uuid("id"), row.uuid("seller_id"), row.number("claim_token"), row.uuid("run_id"),
                new MeteringHour(row.instant("hour")), row.text("orb_subscription_id"),
                ZoneId.of(row.text("time_zone")), row.instant("subscription_start"),
                row.instant("subscription_end"), row.instant("period_end"),
                row.instant("subscription_read_at"), row.instant("baseline_at"),
                row.instant("history_read_to"), row.flag("narrow_reads"), (int) row.number("read_failures"),
                row.bytes("sealed_secret"), row.flag("connection_in_trouble"), openSeries(row.text("open_series")));
    }

    /** Whether the subscription has to be read again before its costs. */
    public boolean needsSubscription(@ExchangeProperty("account") AccountClaim claim) {
        return claim.needsSubscription(clock.instant());
    }

    /** What to ask Orb about a claimed account now. */
    public CostQuestion question(@ExchangeProperty("account") AccountClaim claim) {
        return claim.question(clock.instant());
    }

    /** What came of asking: the answer or the failure, beside the claim it belongs to. */
    public AccountReading reading(
            @Body Object answer,
            @ExchangeProperty("account") AccountClaim claim,
            @ExchangeProperty("question") CostQuestion question) {
        if (answer instanceof CostReply reply) {
            return new AccountReading(claim, question.window(), reply, null);
        }
        if (answer instanceof OrbFailure failure) {
            return new AccountReading(claim, question == null ? null : question.window(), null, failure);
        }
        throw new IllegalArgumentException("Neither a cost nor a failure: " + answer);
    }

    /** What to ask Orb about the subscription itself. */
    public SubscriptionQuestion subscriptionQuestion(@ExchangeProperty("account") AccountClaim claim) {
        return new SubscriptionQuestion(claim.sellerId(), claim.subscriptionId(), claim.sealedKey());
    }

    /** The claim with what Orb says about its subscription now. */
    public AccountClaim refreshed(
            @Body OrbSubscription subscription, @ExchangeProperty("account") AccountClaim claim) {
        return claim.with(subscription, clock.instant());
    }

    /** Parameters of {@code account/save-subscription.sql}. */
    public Map<String, Object> subscriptionColumns(
            @Body OrbSubscription subscription, @ExchangeProperty("account") AccountClaim claim) {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("subscriptionStart", utc(subscription.start()));
        columns.put("subscriptionEnd", utc(subscription.end()));
        columns.put("periodStart", utc(subscription.periodStart()));
        columns.put("periodEnd", utc(subscription.periodEnd()));
        columns.put("now", utc(clock.instant()));
        columns.put("accountId", claim.accountId());
        columns.put("claimToken", claim.claimToken());
        return columns;
    }

    /** Parameters of {@code account/claim-due-accounts.sql}. */
    public Map<String, Object> parameters() {
        var parameters = budget.parameters();
        parameters.put("limit", offset.claimable(CLAIM_MAX));
        parameters.put("leaseSeconds", lease.toSeconds());
        return parameters;
    }

    /** A reading of a claim that failed in a way nobody foresaw. */
    public AccountReading failed(
            Exception failure, @ExchangeProperty("account") AccountClaim claim) {
        return new AccountReading(claim, null, null, OrbFailure.of(OrbFailure.Kind.TRANSIENT,
                failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private List<Series> openSeries(String text) {
        var series = new ArrayList<Series>();
        if (text == null) {
            return series;
        }
        try {
            for (var node : json.readTree(text)) {
                series.add(new Series(
                        new SeriesKey(instant(node.get("start").asText()), node.get("priceId").asText()),
                        new BigDecimal(node.get("cost").asText()),
                        new BigDecimal(node.get("baseline").asText()),
                        instant(node.get("lastEnd").asText()),
                        instant(node.get("periodEnd").asText()),
                        node.get("missingSince").isNull() ? null : instant(node.get("missingSince").asText())));
            }
            return series;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database's series are no JSON", e);
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
