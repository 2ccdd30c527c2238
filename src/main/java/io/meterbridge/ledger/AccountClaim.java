package io.meterbridge.ledger;

import io.meterbridge.cost.ReadPlan;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.cost.Series;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.orb.CostQuestion;
import io.meterbridge.orb.OrbSubscription;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An account leased for one hour: enough to ask Orb. Whatever decides about money is read again under the
 * account's lock.
 *
 * @param claimToken    fences what this claimer writes: a later owner has a greater token
 * @param sealedKey     the seller's sealed Orb key
 * @param connectionInTrouble true when Orb throttled or refused this seller's last call
 * @param openSeries    series that are not sealed
 * @param readTo        end of the last window read, or null before the first
 * @param readFailures  failed reads in a row
 */
public record AccountClaim(
        UUID accountId,
        UUID sellerId,
        long claimToken,
        UUID runId,
        MeteringHour hour,
        String subscriptionId,
        ZoneId zone,
        Instant subscriptionStart,
        Instant subscriptionEnd,
        Instant periodEnd,
        Instant subscriptionReadAt,
        Instant baselineAt,
        Instant readTo,
        boolean narrow,
        int readFailures,
        byte[] sealedKey,
        boolean connectionInTrouble,
        List<Series> openSeries) {

    /** Orb announces no new billing period and no end, so the subscription is looked at again each day. */
    private static final Duration SUBSCRIPTION_AGE_MAX = Duration.ofHours(24);

    public AccountClaim {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(hour, "hour");
        openSeries = List.copyOf(openSeries);
    }

    /** Whether what is known of the subscription itself is too old to read costs by. */
    public boolean needsSubscription(Instant now) {
        boolean periodIsOver = periodEnd != null && !periodEnd.isAfter(now);
        return periodIsOver || subscriptionReadAt.plus(SUBSCRIPTION_AGE_MAX).isBefore(now);
    }

    /** What to ask Orb now. */
    public CostQuestion question(Instant now) {
        return new CostQuestion(sellerId, subscriptionId, window(now), sealedKey);
    }

    /** The same claim with what Orb just said about its subscription. */
    AccountClaim with(OrbSubscription subscription, Instant readAt) {
        return new AccountClaim(accountId, sellerId, claimToken, runId, hour, subscriptionId, zone,
                subscription.start(), subscription.end(), subscription.periodEnd(), readAt, baselineAt, readTo,
                narrow, readFailures, sealedKey, connectionInTrouble, openSeries);
    }

    private ReadWindow window(Instant now) {
        return new ReadPlan(zone, subscriptionStart, subscriptionEnd, baselineAt, openSeries, readTo, narrow)
                .next(now);
    }
}
