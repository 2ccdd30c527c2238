package io.meterbridge.proof;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.cost.Readings;
import io.meterbridge.metering.AccountHour;
import io.meterbridge.metering.AccountTerms;
import io.meterbridge.metering.FinalBalance;
import io.meterbridge.metering.FinalWindow;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.Metered;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.PriceHistory;
import io.meterbridge.metering.PricePoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * A contract's last day in simulated time, second by second around its end: an Orb, a marketplace and a node that may
 * die. What is read when, what is due, which slot takes it, what an answer means and when it is over are the
 * product's own classes; only the clock, the database and the wire are played.
 */
final class EndedContract {

    private static final List<Duration> READS = List.of(Duration.ofMinutes(16), Duration.ofMinutes(25),
            Duration.ofMinutes(40), Duration.ofMinutes(52));
    private static final Duration MARKETPLACE_WINDOW = Duration.ofMinutes(60);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(2);
    private static final BigDecimal PRICE = new BigDecimal("0.01");
    private static final UUID CONTRACT = new UUID(0, 1);
    private static final int SPARE_SLOT_EVERY = 6;
    private static final BigDecimal LATE_USAGE = new BigDecimal("3.375");

    private final EndCase end;
    private final Instant endedAt;
    private final MarketplaceRules rules;
    private final MeteringHour firstHour;
    private final EndedCloud cloud;
    private final EndedLedger ledger;
    private final ReadSoFar readSoFar = new ReadSoFar();

    private MeteringHour cursor;
    private int hoursInRow;
    private FinalWindow window;
    private Instant nextRead;
    private Instant askedAt;
    private boolean askedInVain;
    private CostReading lastReading;
    private BigDecimal told = BigDecimal.ZERO;
    private boolean gaveUp;
    private boolean closed;

    EndedContract(EndCase end) {
        this.end = end;
        this.endedAt = end.endedAt();
        this.rules = MarketplaceRules.of(end.cloud());
        this.firstHour = MeteringHour.containing(endedAt.minus(Duration.ofHours(30)));
        this.cursor = firstHour.previous();
        this.cloud = new EndedCloud(end);
        this.ledger = new EndedLedger(end.cloud(), cloud);
    }

    /** Lives until the marketplace takes nothing any more. */
    EndedContract live() {
        var near = endedAt.minus(Duration.ofMinutes(1));
        var seconds = endedAt.plus(Duration.ofMinutes(68));
        var last = end.closesAt().plus(Duration.ofMinutes(10));
        last = last.isAfter(seconds) ? last : seconds;
        for (var now = firstHour.end(); now.isBefore(last) && !closed; ) {
            tick(now);
            // before and after the hour that matters only what is due counts
            boolean fine = !now.isBefore(near) && now.isBefore(seconds);
            now = now.plusSeconds(fine ? 1 : 60);
        }
        return this;
    }

    /** What was spent and is neither booked nor open for a human to decide, in whole units. */
    BigDecimal lost() {
        return cost(Instant.MAX).subtract(ledger.committed()).setScale(2, RoundingMode.FLOOR);
    }

    /** What waits for a human, because nobody says whether it was booked. */
    BigDecimal unknown() {
        return ledger.unknown();
    }

    /** What the seller was told to be lost. */
    BigDecimal told() {
        return told;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether all that is in Orb in the end was read. */
    boolean knewAll() {
        return lastReading.total().gross().compareTo(cost(Instant.MAX)) == 0;
    }

    EndedLedger ledger() {
        return ledger;
    }

    EndedCloud cloud() {
        return cloud;
    }

    private void tick(Instant now) {
        long second = Duration.between(endedAt, now).toSeconds();
        if (end.trouble().nodeIsDown(second)) {
            // a read under way is lost; its claim ends by itself
            nextRead = askedAt == null ? nextRead : askedAt.plus(LEASE);
            askedAt = null;
            ledger.answersAreLost(now);
            return;
        }
        ledger.answersCome(now);
        if (window == null && second >= end.heardAfter() * 60L) {
            window = FinalWindow.of(end.cloud(), endedAt, endedAt, now, READS, MARKETPLACE_WINDOW);
            nextRead = window.firstRead(now);
        }
        if (window == null) {
            meterTheHour(now, second);
        } else if (!gaveUp) {
            readAgain(now, second);
        }
        if (window != null) {
            ledger.hurry(now, endedAt);
        }
        ledger.send(now);
        if (window != null) {
            close(now);
        }
    }

    private void meterTheHour(Instant now, long second) {
        var hour = MeteringHour.lastCompletedAt(now);
        boolean due = !now.isBefore(hour.end().plusSeconds(330)) && hour.isAfter(cursor);
        if (due && !end.trouble().orbIsDown(second) && !ledger.isHalted()) {
            settle(hour, now, read(now), AccountTerms.HOURLY);
        }
    }

    private void readAgain(Instant now, long second) {
        if (askedAt != null && !now.isBefore(askedAt.plus(CALL))) {
            answered(now, askedInVain || end.trouble().orbIsDown(second));
        }
        if (askedAt == null && nextRead != null && !nextRead.isAfter(now)) {
            askedAt = now;
            askedInVain = end.trouble().orbIsDown(second);
        } else if (askedAt == null && nextRead == null && balance(now).unitsAreLeft()) {
            nextRead = now;
        }
    }

    private void answered(Instant now, boolean inVain) {
        if (!inVain) {
            lastReading = read(askedAt);
            settle(FinalWindow.hourOf(endedAt), now, lastReading, window.laterReads(askedAt));
        } else if (FinalWindow.isLastResort(window.closesAt(), now)) {
            settle(FinalWindow.hourOf(endedAt), now, lastReading, window.laterReads(askedAt));
        }
        nextRead = window.next(now, !inVain, balance(now).unitsAreLeft());
        askedAt = null;
    }

    private void close(Instant now) {
        gaveUp = gaveUp || window.isOver(now);
        if (gaveUp) {
            ledger.expire();
        }
        var balance = balance(now);
        told = told.add(balance.lost());
        closed = balance.isClosed();
    }

    private FinalBalance balance(Instant now) {
        var known = lastReading == null ? BigDecimal.ZERO : lastReading.total().gross();
        return new FinalBalance(known.subtract(ledger.committed()), PRICE, ledger.unsettled(), told,
                nextRead == null && askedAt == null, gaveUp || window.isOver(now));
    }

    private void settle(MeteringHour hour, Instant now, CostReading reading, int laterReads) {
        lastReading = reading;
        var until = laterReads == AccountTerms.HOURLY ? null : endedAt;
        var metered = new Metered(CONTRACT, firstHour.start(), until, new PriceHistory(List.of(
                new PricePoint(firstHour.start(), "calls", PRICE, null))));
        var decision = AccountHour.decide(hour, now, reading, BigDecimal.ZERO, ledger.committed(), BigDecimal.ZERO,
                false, new AccountTerms(rules, List.of(metered), firstHour, cursor, hoursInRow, SPARE_SLOT_EVERY,
                        new HashSet<>(ledger.taken()), laterReads));
        for (var order : decision.orders()) {
            var usageEnd = metered.endsWithin(order.hour()) ? metered.lastSecond() : order.hour().end();
            var closesAt = laterReads == AccountTerms.HOURLY
                    ? rules.closesAt(order.hour()) : rules.lastCall(order.hour());
            ledger.freeze(order, usageEnd, closesAt, now);
        }
        if (laterReads == AccountTerms.HOURLY) {
            cursor = hour;
            hoursInRow = decision.hoursInRow();
        }
    }

    private CostReading read(Instant at) {
        var from = firstHour.start().truncatedTo(ChronoUnit.DAYS);
        var to = from.plus(Duration.ofDays(4));
        var answer = reply(at, from, to, bucket(from, to, usage("calls", cost(at).toPlainString())));
        var reading = readable(Readings.read(answer, readSoFar.terms(CostBasis.TOTAL, null, from,
                from.plus(Duration.ofDays(30)), GRACE)));
        readSoFar.keep(reading, to);
        return reading;
    }

    /** Two cents a minute up to the end, and what the seller reports after it. */
    private BigDecimal cost(Instant at) {
        var until = at.isBefore(endedAt) ? at : endedAt;
        var steady = new BigDecimal("0.02").multiply(BigDecimal.valueOf(
                Duration.between(firstHour.start(), until).toMinutes()));
        boolean reported = at.isAfter(endedAt.plusSeconds(end.reportedAfter() * 60L - 1));
        return reported ? steady.add(LATE_USAGE) : steady;
    }
}
