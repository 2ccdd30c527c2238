package io.meterbridge.metering;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.CostReply;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.cost.Readings;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An account in the middle of its life, for tests that decide one of its hours. */
abstract class HourCase {

    static final UUID CONTRACT = new UUID(0, 1);
    static final UUID SUCCESSOR = new UUID(0, 2);
    static final Instant OCT = day("2026-10-01");
    static final Instant NOV = day("2026-11-01");
    static final MeteringHour NINE = hour("2026-10-20T09:00:00Z");

    List<Metered> metered = List.of(stretch(CONTRACT, OCT, null, price(OCT, "1")));
    MeteringHour firstHour = hour("2026-10-01T00:00:00Z");
    MeteringHour cursor = NINE.previous();
    int hoursInRow = 0;
    int spareSlotEvery = 6;
    final Set<MeteringHour> taken = new HashSet<>();
    BigDecimal included = BigDecimal.ZERO;
    BigDecimal committed = BigDecimal.ZERO;
    BigDecimal writtenOff = BigDecimal.ZERO;
    boolean halted = false;
    MarketplaceRules rules = MarketplaceRules.AWS;
    int laterReads = AccountTerms.HOURLY;

    void settle(MeteringHour hour, HourDecision decision) {
        decision.orders()
                .forEach(
                        order -> {
                            taken.add(order.hour());
                            committed = committed.add(order.settlement().value());
                        });
        cursor = hour;
        hoursInRow = decision.hoursInRow();
    }

    HourDecision decide(MeteringHour hour, CostReading reading) {
        return decide(hour, at(hour), reading);
    }

    HourDecision decide(MeteringHour hour, Instant now, CostReading reading) {
        return AccountHour.decide(
                hour,
                now,
                reading,
                included,
                committed,
                writtenOff,
                halted,
                new AccountTerms(
                        rules,
                        metered,
                        firstHour,
                        cursor,
                        hoursInRow,
                        spareSlotEvery,
                        taken,
                        laterReads));
    }

    /** Five minutes past the end of the hour: when an account is usually looked at. */
    static Instant at(MeteringHour hour) {
        return hour.end().plusSeconds(300);
    }

    static CostReading october(String total) {
        return readAndKeep(
                new ReadSoFar(),
                reply(
                        at(NINE),
                        OCT,
                        day("2026-10-21"),
                        bucket(OCT, day("2026-10-21"), usage("calls", total))));
    }

    /** October and November side by side, in the first hours of November. */
    static CostReading rollover(String october, String november) {
        return readAndKeep(
                new ReadSoFar(),
                reply(
                        NOV.plusSeconds(3900),
                        OCT,
                        day("2026-11-02"),
                        bucket(OCT, NOV, usage("calls", october)),
                        bucket(NOV, day("2026-11-02"), usage("calls", november))));
    }

    static CostReading readAndKeep(ReadSoFar kept, CostReply answer) {
        var reading =
                readable(Readings.read(answer, kept.terms(CostBasis.TOTAL, null, OCT, NOV, GRACE)));
        kept.keep(reading, answer.to());
        return reading;
    }

    static Metered stretch(UUID contract, Instant from, Instant until, PricePoint... prices) {
        return new Metered(contract, from, until, new PriceHistory(List.of(prices)));
    }

    static PricePoint price(Instant effectiveAt, String unitPrice) {
        return new PricePoint(effectiveAt, "calls", new BigDecimal(unitPrice), null);
    }

    static MeteringHour hour(String start) {
        return new MeteringHour(Instant.parse(start));
    }
}
