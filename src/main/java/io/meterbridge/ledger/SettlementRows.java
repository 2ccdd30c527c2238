package io.meterbridge.ledger;

import io.meterbridge.cost.Series;
import io.meterbridge.metering.FreezeOrder;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.Metered;
import io.meterbridge.metering.MeteringHour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What a settlement writes, as rows of the ledger's statements. */
final class SettlementRows {

    private final Instant now;
    private final Supplier<UUID> ids;

    SettlementRows(Instant now, Supplier<UUID> ids) {
        this.now = now;
        this.ids = ids;
    }

    /** Rows of {@code account/save-series.sql}. */
    List<Map<String, Object>> series(AccountSettlement settlement) {
        return seriesRows(settlement.account(), settlement.changedSeries(), settlement.reading().finalSeries(),
                settlement.reading().readAt());
    }

    static List<Map<String, Object>> seriesRows(
            LockedAccount account, List<Series> changed, List<Series> sealed, Instant readAt) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var series : changed) {
            var row = new LinkedHashMap<String, Object>();
            row.put("account_id", account.id());
            row.put("series_start", series.key().start());
            row.put("price_id", series.key().priceId());
            row.put("seller_id", account.sellerId());
            row.put("cost", series.cost());
            row.put("baseline", series.baseline());
            row.put("last_end", series.lastEnd());
            row.put("period_end", series.periodEnd());
            row.put("read_at", readAt);
            row.put("missing_since", series.missingSince());
            row.put("sealed_at", sealed.contains(series) ? readAt : null);
            rows.add(row);
        }
        return rows;
    }

    /** Rows of {@code account/save-included-terms.sql}: those that moved. */
    List<Map<String, Object>> includedTerms(AccountSettlement settlement) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var term : settlement.includedTerms()) {
            if (settlement.account().includedTerms().contains(term)) {
                continue;
            }
            var row = new LinkedHashMap<String, Object>();
            row.put("account_id", settlement.account().id());
            row.put("contract_id", term.contractId());
            row.put("term_start", term.start());
            row.put("seller_id", settlement.account().sellerId());
            row.put("term_end", term.end());
            row.put("amount", term.amount());
            row.put("cost_at_start", term.costAtStart());
            row.put("consumed", term.consumed());
            rows.add(row);
        }
        return rows;
    }

    /** The row of {@code account/save-settled-accounts.sql}. */
    Map<String, Object> account(AccountSettlement settlement) {
        var owed = settlement.decision().owed();
        var total = settlement.reading().total();
        var row = new LinkedHashMap<String, Object>();
        row.put("id", settlement.account().id());
        row.put("claim_token", settlement.source().claim().claimToken());
        row.put("cost", total.gross());
        row.put("baseline", total.baseline());
        row.put("included", owed.included());
        row.put("written_off", owed.writtenOff());
        row.put("sealed_cost", settlement.sealedAfter().gross());
        row.put("sealed_baseline", settlement.sealedAfter().baseline());
        row.put("read_at", settlement.reading().readAt());
        row.put("cursor_hour", settlement.cursorAfter().start());
        row.put("hours_in_row", settlement.hoursInRowAfter());
        row.put("read_to", settlement.source().window().to());
        row.put("probe_at", settlement.probeAtAfter(now));
        return row;
    }

    /** Rows of {@code ledger/freeze-records.sql}. */
    List<Map<String, Object>> records(AccountSettlement settlement) {
        return settlement.decision().orders().stream().map(order -> record(settlement, order)).toList();
    }

    private Map<String, Object> record(AccountSettlement settlement, FreezeOrder order) {
        var stretch = settlement.stretchOf(order);
        var owed = order.owed();
        var row = new LinkedHashMap<String, Object>();
        row.put("id", ids.get());
        row.put("seller_id", settlement.account().sellerId());
        row.put("account_id", settlement.account().id());
        row.put("contract_id", order.contractId());
        row.put("listing_id", stretch.listingId());
        row.put("run_id", settlement.source().claim().runId());
        row.put("cloud", stretch.cloud());
        row.put("lane", stretch.identity().lane());
        row.put("dimension", order.price().dimension());
        var held = settlement.heldFor(order);
        row.put("hour", held == null ? order.hour().start() : null);
        row.put("usage_end", held == null ? usageEnd(stretch.metered(), order.hour()) : null);
        row.put("identity_key", stretch.identity().key());
        row.put("identity", stretch.identity().fields());
        row.put("plan", order.price().plan());
        row.put("quantity", order.settlement().units());
        row.put("unit_price", order.price().unitPrice());
        row.put("currency", stretch.currency());
        row.put("cost", owed.cost());
        row.put("baseline", owed.baseline());
        row.put("included", owed.included());
        row.put("committed_before", owed.committed());
        row.put("written_off", owed.writtenOff());
        row.put("reading", held == null ? evidence(settlement) : evidenceOf(settlement, order));
        row.put("status", held != null ? "held" : settlement.account().isShadow(order) ? "shadow" : "frozen");
        row.put("reason", held == null ? null : held.code());
        row.put("batch_limit", settlement.probes() ? 1 : 25);
        row.put("closes_at",
                held == null ? closesAt(settlement.account(), stretch, order.hour()) : null);
        row.put("frozen_at", now);
        row.put("first_hour", settlement.account().firstHour().start());
        return row;
    }

    private static Instant closesAt(LockedAccount account, Stretch stretch, MeteringHour hour) {
        var rules = MarketplaceRules.of(stretch.cloud());
        return account.laterReads() >= 0 ? rules.lastCall(hour) : rules.closesAt(hour);
    }

    /** The hour in which a contract ended carries no usage of after its end. */
    static Instant usageEnd(Metered metered, MeteringHour hour) {
        return metered.endsWithin(hour) ? metered.lastSecond() : null;
    }

    /** A held record has no slot, so its evidence also says for which hour it was worked out. */
    private static Map<String, Object> evidenceOf(AccountSettlement settlement, FreezeOrder order) {
        var evidence = evidence(settlement);
        evidence.put("hour", order.hour().start());
        return evidence;
    }

    /** What Orb said when this was frozen, so that the sum can be added up again years later. */
    private static Map<String, Object> evidence(AccountSettlement settlement) {
        var reading = settlement.reading();
        var series = new ArrayList<Map<String, Object>>();
        for (var one : reading.series()) {
            var part = new LinkedHashMap<String, Object>();
            part.put("start", one.key().start());
            part.put("price_id", one.key().priceId());
            part.put("cost", one.cost().toPlainString());
            part.put("baseline", one.baseline().toPlainString());
            part.put("until", one.lastEnd());
            if (one.missingSince() != null) {
                part.put("missing_since", one.missingSince());
            }
            series.add(part);
        }
        var window = settlement.source().window();
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("read_at", reading.readAt());
        evidence.put("window", Map.of("from", window.from(), "to", window.to()));
        evidence.put("sealed", Map.of("cost", reading.sealed().gross().toPlainString(),
                "baseline", reading.sealed().baseline().toPlainString()));
        evidence.put("series", series);
        return evidence;
    }
}
