package io.meterbridge.metering;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.NEW_YORK;
import static io.meterbridge.cost.OrbWords.UTC;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.cost.CostBasis;
import io.meterbridge.cost.CostBucket;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.ReadSoFar;
import io.meterbridge.cost.Readings;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** What a contract's price already paid for is metered by nobody (money.md M-04). */
class IncludedTermsTest {

    private static final UUID CONTRACT = new UUID(0, 1);
    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");
    private static final Instant DEC = day("2026-12-01");

    private final ReadSoFar kept = new ReadSoFar();
    private List<IncludedTerm> terms = List.of();
    private BigDecimal lastNet = BigDecimal.ZERO;

    @Test
    @Proves("M-04")
    void paysForTheFirstMoneyOfTheContractAndNoMore() {
        var amount = contractTerm("100", OCT, null);
        assertThat(
                        consumed(
                                amount,
                                "2026-10-02T01:00:00Z",
                                bucket(OCT, day("2026-10-03"), usage("calls", "60"))))
                .isEqualByComparingTo("60");
        assertThat(
                        consumed(
                                amount,
                                "2026-10-02T02:00:00Z",
                                bucket(OCT, day("2026-10-03"), usage("calls", "160"))))
                .isEqualByComparingTo("100");
        assertThat(
                        consumed(
                                amount,
                                "2026-10-02T03:00:00Z",
                                bucket(OCT, day("2026-10-03"), usage("calls", "90"))))
                .as("a fall of cost gives some of it back")
                .isEqualByComparingTo("90");
    }

    @Test
    @Proves("M-04")
    void countsFromTheContractsStartOnly() {
        var amount = contractTerm("100", Instant.parse("2026-10-10T15:00:00Z"), null);
        assertThat(
                        consumed(
                                amount,
                                "2026-10-10T16:05:00Z",
                                bucket(OCT, day("2026-10-10"), usage("calls", "500")),
                                bucket(OCT, day("2026-10-11"), usage("calls", "530"))))
                .as("Orb tells cost by days: since the midnight before")
                .isEqualByComparingTo("30");
    }

    @Test
    @Proves("M-04")
    void lapsesAtTheEndOfItsMonthAndBeginsAnew() {
        var amount = monthTerms("100", OCT);
        consumed(amount, "2026-10-31T23:05:00Z", bucket(OCT, NOV, usage("calls", "40")));
        var inNovember =
                consumed(
                        amount,
                        "2026-11-01T01:05:00Z",
                        bucket(OCT, NOV, usage("calls", "40")),
                        bucket(NOV, day("2026-11-02"), usage("calls", "250")));
        assertThat(inNovember)
                .as("40 of October, 100 of November; 60 lapsed")
                .isEqualByComparingTo("140");
        assertThat(terms).hasSize(2);
        assertThat(terms.get(0).consumed()).isEqualByComparingTo("40");
    }

    @Test
    @Proves("M-04")
    void feelsABoundaryInsideADayAtTheMidnightBeforeIt() {
        var amount = monthTerms("100", Instant.parse("2026-10-10T15:00:00Z"));
        consumed(
                amount,
                "2026-11-10T14:05:00Z",
                bucket(NOV, day("2026-11-10"), usage("calls", "30")),
                bucket(NOV, day("2026-11-11"), usage("calls", "70")));
        var after =
                consumed(
                        amount,
                        "2026-11-10T15:05:00Z",
                        bucket(NOV, day("2026-11-10"), usage("calls", "30")),
                        bucket(NOV, day("2026-11-11"), usage("calls", "75")));
        assertThat(terms.get(0).consumed())
                .as("the first month, until the midnight")
                .isEqualByComparingTo("30");
        assertThat(terms.get(1).consumed()).as("the second, since then").isEqualByComparingTo("45");
        assertThat(after).isEqualByComparingTo("75");
    }

    @Test
    @Proves("M-04")
    void staysAsItWasWhenThePeriodOfItsBoundaryIsSealed() {
        var amount = monthTerms("100", day("2026-09-15"));
        var october = bucket(OCT, day("2026-10-15"), usage("calls", "20"));
        consumed(amount, "2026-10-31T23:05:00Z", october, bucket(OCT, NOV, usage("calls", "110")));
        assertThat(terms.get(1).consumed()).as("October 15 to now").isEqualByComparingTo("90");
        consumed(
                amount,
                "2026-11-01T13:05:00Z",
                october,
                bucket(OCT, NOV, usage("calls", "110")),
                bucket(NOV, day("2026-11-02"), usage("calls", "4")));
        assertThat(kept.sealedKeys()).hasSize(1);
        var later =
                consumed(
                        amount,
                        "2026-11-02T13:05:00Z",
                        bucket(NOV, day("2026-11-02"), usage("calls", "5")),
                        bucket(NOV, day("2026-11-03"), usage("calls", "9")));
        assertThat(later)
                .as("20 of September's month, 90 + 9 of October's")
                .isEqualByComparingTo("119");
    }

    @Test
    @Proves("M-04")
    void keepsATermThatIsOverAndOutOfSight() {
        var amount = contractTerm("100", OCT, day("2026-10-20"));
        consumed(
                amount,
                "2026-10-20T01:05:00Z",
                bucket(OCT, day("2026-10-20"), usage("calls", "80")),
                bucket(OCT, day("2026-10-21"), usage("calls", "95")));
        var later =
                readable(
                        Readings.read(
                                reply(
                                        Instant.parse("2026-10-25T01:05:00Z"),
                                        day("2026-10-24"),
                                        day("2026-10-26"),
                                        bucket(OCT, day("2026-10-26"), usage("calls", "500"))),
                                kept.terms(CostBasis.TOTAL, null, OCT, NOV, GRACE)));
        var after = IncludedTerms.upTo(later, List.of(amount), terms, UTC, new BigDecimal("95"));
        assertThat(IncludedTerms.consumed(after)).isEqualByComparingTo("80");
    }

    @Test
    @Proves("M-04")
    void keepsTheTermsOfAContractThatNoLongerMetersTheAccount() {
        consumed(
                contractTerm("100", OCT, null),
                "2026-10-02T01:00:00Z",
                bucket(OCT, day("2026-10-03"), usage("calls", "60")));
        var reading =
                read(
                        "2026-10-02T02:00:00Z",
                        UTC,
                        bucket(OCT, day("2026-10-03"), usage("calls", "75")));
        assertThat(
                        IncludedTerms.consumed(
                                IncludedTerms.upTo(reading, List.of(), terms, UTC, lastNet)))
                .isEqualByComparingTo("60");
    }

    @Test
    @Proves("M-04")
    void countsMonthsFromTheContractsStartEvenOnThe31st() {
        var amount = monthTerms("5", day("2026-01-31"));
        assertThat(amount.termsUntil(day("2026-04-01")))
                .extracting(IncludedAmount.Term::start)
                .containsExactly(day("2026-01-31"), day("2026-02-28"), day("2026-03-31"));
    }

    @Test
    @Proves("M-04")
    void endsItsLastMonthWithTheContract() {
        var amount =
                new IncludedAmount(
                        CONTRACT, BigDecimal.TEN, true, OCT, Instant.parse("2026-11-10T08:00:00Z"));
        assertThat(amount.termsUntil(DEC))
                .containsExactly(
                        new IncludedAmount.Term(OCT, NOV),
                        new IncludedAmount.Term(NOV, Instant.parse("2026-11-10T08:00:00Z")));
        assertThat(amount.termsUntil(OCT.minusSeconds(1))).isEmpty();
    }

    @Test
    @Proves("M-04")
    void usesTheMidnightOfTheCustomersZone() {
        var midnight = day("2026-10-10", NEW_YORK);
        var amount = contractTerm("100", midnight.plus(Duration.ofHours(3)), null);
        var reading =
                read(
                        "2026-10-10T09:05:00Z",
                        NEW_YORK,
                        bucket(day("2026-10-01", NEW_YORK), midnight, usage("calls", "20")),
                        bucket(
                                day("2026-10-01", NEW_YORK),
                                day("2026-10-11", NEW_YORK),
                                usage("calls", "26")));
        var now = IncludedTerms.upTo(reading, List.of(amount), List.of(), NEW_YORK, lastNet);
        assertThat(IncludedTerms.consumed(now)).isEqualByComparingTo("6");
    }

    @Test
    void refusesMoreConsumedThanIncluded() {
        assertThatThrownBy(
                        () ->
                                new IncludedTerm(
                                        CONTRACT,
                                        OCT,
                                        NOV,
                                        BigDecimal.ONE,
                                        BigDecimal.ZERO,
                                        BigDecimal.TEN))
                .hasMessageContaining("consumed");
    }

    private BigDecimal consumed(IncludedAmount amount, String readAt, CostBucket... buckets) {
        var reading = read(readAt, UTC, buckets);
        terms = IncludedTerms.upTo(reading, List.of(amount), terms, UTC, lastNet);
        lastNet = reading.total().net();
        return IncludedTerms.consumed(terms);
    }

    /** The answer to the widest window its buckets fill; the period is the month of the reading. */
    private CostReading read(String readAt, ZoneId zone, CostBucket... buckets) {
        var at = Instant.parse(readAt);
        var today = at.atZone(zone).toLocalDate();
        var to = today.plusDays(1).atStartOfDay(zone).toInstant();
        var month = today.withDayOfMonth(1);
        var reading =
                readable(
                        Readings.read(
                                reply(at, buckets[0].start(), to, buckets),
                                kept.terms(
                                        CostBasis.TOTAL,
                                        null,
                                        month.atStartOfDay(zone).toInstant(),
                                        month.plusMonths(1).atStartOfDay(zone).toInstant(),
                                        GRACE)));
        kept.keep(reading, to);
        return reading;
    }

    private static IncludedAmount contractTerm(String amount, Instant start, Instant end) {
        return new IncludedAmount(CONTRACT, new BigDecimal(amount), false, start, end);
    }

    private static IncludedAmount monthTerms(String amount, Instant start) {
        return new IncludedAmount(CONTRACT, new BigDecimal(amount), true, start, null);
    }
}
