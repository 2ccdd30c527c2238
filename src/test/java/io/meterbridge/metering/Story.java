package io.meterbridge.metering;

import com.fasterxml.jackson.databind.JsonNode;

import io.meterbridge.cost.Baseline;
import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostBucket;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.PriceCost;
import io.meterbridge.cost.ReadPlan;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.cost.ReadWindow;
import io.meterbridge.cost.ReadingResult.NotUsable;
import io.meterbridge.cost.ReadingResult.Read;
import io.meterbridge.cost.Readings;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Folds the numbered files of one scenario folder through the pure core; README.md there explains
 * them.
 */
final class Story {

    private static final Duration GRACE = Duration.ofHours(12);
    private static final RecordTransition TRANSITION =
            new RecordTransition(Duration.ofMinutes(2), Duration.ofMinutes(30));

    private final ZoneId zone;
    private final CostBasis basis;
    private final Instant subscriptionStart;
    private final Instant baselineAt;
    private final MeteringHour firstHour;
    private final ReadSoFar kept = new ReadSoFar();
    private final ModelLedger ledger = new ModelLedger();
    private final StoryContracts contracts = new StoryContracts();
    private final List<String> corrections = new ArrayList<>();

    private Instant periodStart;
    private Instant periodEnd;
    private List<IncludedTerm> terms = List.of();
    private BigDecimal lastNet = BigDecimal.ZERO;
    private BigDecimal writtenOff = BigDecimal.ZERO;
    private MeteringHour cursor;
    private int hoursInRow;
    private Map<String, Object> lastRun = Map.of();

    Story(JsonNode account) {
        zone = ZoneId.of(account.path("zone").asText("UTC"));
        basis =
                CostBasis.valueOf(
                        account.path("cost_basis").asText("total").toUpperCase(Locale.ROOT));
        subscriptionStart = time(account.path("subscription_start"));
        var contractStart = contracts.begin(account.path("contract"), zone);
        baselineAt =
                Baseline.at(
                        zone, time(account.path("start_date")), contractStart, subscriptionStart);
        firstHour = MeteringHour.firstFrom(contractStart);
        cursor = firstHour.previous();
        if (account.has("written_off")) {
            writtenOff = new BigDecimal(account.path("written_off").asText());
        }
        period(account.path("period"));
    }

    /** One numbered file. */
    void happens(JsonNode step) {
        var what = step.fieldNames().next();
        var details = step.path(what);
        switch (what) {
            case "run" -> run(details);
            case "marketplace" ->
                    details.fields()
                            .forEachRemaining(
                                    answer -> answer(answer.getKey(), answer.getValue().asText()));
            case "price" -> learnPrice(details);
            case "renewal" -> contracts.renew(details, zone);
            case "period" -> period(details);
            default ->
                    throw new IllegalArgumentException(
                            "a step is run, marketplace, price, renewal or period, not " + what);
        }
    }

    /** The state after a step, as a state file spells it. */
    Map<String, Object> state() {
        var state = new LinkedHashMap<String, Object>(lastRun);
        state.put("committed", plain(ledger.committed()));
        state.put("records", ledger.records().stream().map(this::line).toList());
        if (!corrections.isEmpty()) {
            state.put("corrections", List.copyOf(corrections));
        }
        return state;
    }

    private void run(JsonNode run) {
        var now = time(run.path("at"));
        var hour =
                run.has("hour")
                        ? new MeteringHour(time(run.path("hour")))
                        : MeteringHour.lastCompletedAt(now);
        var window =
                new ReadPlan(
                                zone,
                                subscriptionStart,
                                null,
                                baselineAt,
                                kept.open(),
                                kept.readTo(),
                                false)
                        .next(now);
        var result =
                Readings.read(
                        reply(run.path("orb"), now, window),
                        kept.terms(basis, baselineAt, periodStart, periodEnd, GRACE));
        lastRun = new LinkedHashMap<>();
        lastRun.put("hour", hour.start().toString());
        lastRun.put("asked", day(window.from()) + " to " + day(window.to()));
        if (result instanceof NotUsable no) {
            lastRun.put(
                    "unreadable", no.problem().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            return;
        }
        var reading = ((Read) result).reading();
        kept.keep(reading, window.to());
        settle(hour, now, reading);
    }

    private void settle(MeteringHour hour, Instant now, CostReading reading) {
        terms = IncludedTerms.upTo(reading, contracts.included(), terms, zone, lastNet);
        var included = IncludedTerms.consumed(terms);
        var decision =
                AccountHour.decide(
                        hour,
                        now,
                        reading,
                        included,
                        ledger.committed(),
                        writtenOff,
                        false,
                        new AccountTerms(
                                MarketplaceRules.AWS,
                                contracts.metered(now),
                                firstHour,
                                cursor,
                                hoursInRow,
                                6,
                                ledger.taken(now.minus(Duration.ofHours(36)))));
        decision.orders().forEach(order -> ledger.freeze(order, MarketplaceRules.AWS, now));
        lastNet = reading.total().net();
        writtenOff = decision.owed().writtenOff();
        hoursInRow = decision.hoursInRow();
        cursor = hour.isAfter(cursor) ? hour : cursor;
        lastRun.put("why", decision.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        lastRun.put("cost", plain(decision.owed().cost()));
        lastRun.put("baseline", plain(decision.owed().baseline()));
        lastRun.put("included", plain(included));
        if (writtenOff.signum() != 0) {
            lastRun.put("written_off", plain(writtenOff));
        }
        lastRun.put("left", plain(decision.owed().open()));
        var missing =
                reading.series().stream()
                        .filter(series -> series.missingSince() != null)
                        .map(series -> series.key().priceId())
                        .toList();
        if (!missing.isEmpty()) {
            lastRun.put("missing", missing);
        }
    }

    private void answer(String hour, String outcome) {
        var slot = new MeteringHour(Instant.parse(hour));
        var record =
                ledger.records().stream()
                        .filter(one -> one.hour.equals(slot))
                        .reduce((one, other) -> other)
                        .orElseThrow();
        record.attempts++;
        record.status = RecordStatus.SENDING;
        var said =
                Answer.of(
                        record.id,
                        Outcome.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_')),
                        outcome);
        record.move(
                TRANSITION.after(
                        said,
                        record.uncertain,
                        record.quantity,
                        record.attempts,
                        record.batchLimit,
                        1),
                record.hour.end());
        ledger.moved(record);
    }

    private void learnPrice(JsonNode price) {
        var contract = price.path("contract").asText();
        var before = contracts.history(contract);
        contracts.learn(contract, time(price.path("from")), price.path("unit_price").asText());
        var records =
                ledger.records().stream()
                        .filter(record -> record.contractId.equals(StoryContracts.id(contract)))
                        .map(
                                record ->
                                        new PricedRecord(
                                                record.id, record.hour, "units", record.quantity))
                        .toList();
        var hours = new HashMap<UUID, MeteringHour>();
        records.forEach(record -> hours.put(record.recordId(), record.hour()));
        var booked = ValueCorrection.of(before, contracts.history(contract), records);
        ledger.correct(booked);
        booked.forEach(
                one ->
                        corrections.add(
                                "%s: %s (%s -> %s)"
                                        .formatted(
                                                hours.get(one.recordId()).start(),
                                                plain(one.amount()),
                                                plain(one.oldPrice()),
                                                plain(one.newPrice()))));
    }

    private CostReply reply(JsonNode orb, Instant now, ReadWindow window) {
        var buckets = new ArrayList<CostBucket>();
        for (var row : orb) {
            var start = time(row.path("from"));
            var end = time(row.path("to"));
            if (!end.isAfter(window.from()) || end.isAfter(window.to())) {
                throw new IllegalArgumentException(
                        "Orb was asked for %s to %s and would not show %s"
                                .formatted(day(window.from()), day(window.to()), row));
            }
            var total = new BigDecimal(row.path("total").asText());
            var price =
                    new PriceCost(
                            row.path("price").asText(),
                            !row.path("fixed_fee").asBoolean(),
                            row.path("currency").asText("USD"),
                            total,
                            total);
            buckets.add(new CostBucket(start, end, total, total, List.of(price)));
        }
        return new CostReply(now, window.from(), window.to(), buckets);
    }

    private void period(JsonNode period) {
        periodStart = time(period.path("start"));
        periodEnd = time(period.path("end"));
    }

    /** A date is the midnight of the customer's zone; anything longer is an instant. */
    private Instant time(JsonNode node) {
        return StoryContracts.time(node, zone);
    }

    private String day(Instant midnight) {
        return midnight.atZone(zone).toLocalDate().toString();
    }

    private String line(LedgerRecord record) {
        return "%s %s: %d x %s %s"
                .formatted(
                        record.hour.start(),
                        contracts.name(record.contractId),
                        record.quantity,
                        plain(record.frozenPrice),
                        record.status.code());
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
