package io.meterbridge.ledger;

import io.meterbridge.cost.Cost;
import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.ReadingTerms;
import io.meterbridge.cost.Series;
import io.meterbridge.cost.SeriesKey;
import io.meterbridge.database.Row;
import io.meterbridge.metering.FinalWindow;
import io.meterbridge.metering.FreezeOrder;
import io.meterbridge.metering.IncludedTerm;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.PastRecords;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** An account as its row says while this transaction holds it, with everything that hangs on it. */
record LockedAccount(
        Row row,
        List<Series> openSeries,
        Set<SeriesKey> sealedSeries,
        List<Stretch> stretches,
        List<IncludedTerm> includedTerms,
        Set<MeteringHour> takenSlots,
        PastRecords past) {

    /** Orb takes late events for this long after a billing period (Orb's default reporting grace). */
    private static final Duration GRACE = Duration.ofHours(12);

    UUID id() {
        return row.uuid("id");
    }

    UUID sellerId() {
        return row.uuid("seller_id");
    }

    long claimToken() {
        return row.number("claim_token");
    }

    String state() {
        return row.text("state");
    }

    Instant probeAt() {
        return row.instant("probe_at");
    }

    ZoneId zone() {
        return ZoneId.of(row.text("time_zone"));
    }

    MeteringHour cursor() {
        return new MeteringHour(row.instant("cursor_hour"));
    }

    MeteringHour firstHour() {
        return new MeteringHour(row.instant("first_hour"));
    }

    int hoursInRow() {
        return (int) row.number("hours_in_row");
    }

    /** How many reads are planned after this one, when its contract has ended; negative when it has not. */
    int laterReads() {
        return (int) row.number("later_reads");
    }

    /** Whether its contract has ended, and hardly any time is left to tell what of it is known. */
    boolean isOnItsLastResort(Instant now) {
        var closesAt = row.instant("give_up_at");
        return closesAt != null && settledReadAt() != null && FinalWindow.isLastResort(closesAt, now);
    }

    /** Whether its contract ended so long ago that nothing of it is held any more (money.md M-22). */
    boolean holdsNothing(Instant now) {
        var endedAt = row.instant("ended_at");
        return endedAt != null && !endedAt.plus(FinalWindow.HOLDS_DECIDED_AFTER).isAfter(now);
    }

    Instant settledReadAt() {
        return row.instant("settled_read_at");
    }

    /** The stretch that a record of this contract belongs to. */
    Stretch stretchOf(UUID contractId) {
        return stretches.stream()
                .filter(stretch -> stretch.metered().contractId().equals(contractId))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Whether an order is written but never sent. The first hour after a cut-over may also carry what earlier hours
     * cost that nobody settled; the other tool tells that, so such an order stays a shadow (money.md M-23).
     */
    boolean isShadow(FreezeOrder order) {
        var stretch = stretchOf(order.contractId());
        return stretch.isShadowAt(order.hour()) || stretch.isShadowAt(cursor().next());
    }

    /** Value that counts as told: what was really sent and what shadow mode would have sent. */
    BigDecimal committed() {
        return row.decimal("committed").add(row.decimal("shadowed"));
    }

    BigDecimal writtenOff() {
        return row.decimal("written_off");
    }

    /** Net cost as last settled. */
    BigDecimal lastNet() {
        return row.decimal("cost").subtract(row.decimal("baseline"));
    }

    /** What was open after the last settlement, as far as records since then did not change it. */
    BigDecimal openBefore() {
        return lastNet().subtract(row.decimal("included")).subtract(committed()).subtract(writtenOff());
    }

    Cost sealed() {
        return new Cost(row.decimal("sealed_cost"), row.decimal("sealed_baseline"));
    }

    ReadingTerms readingTerms() {
        return new ReadingTerms(
                CostBasis.valueOf(row.text("cost_basis").toUpperCase(Locale.ROOT)),
                row.text("currency"), row.instant("baseline_at"), openSeries, sealedSeries, sealed(),
                row.instant("period_start"), row.instant("period_end"), GRACE);
    }
}
