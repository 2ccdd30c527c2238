package io.meterbridge.cost;

import static io.meterbridge.cost.OrbWords.GRACE;
import static io.meterbridge.cost.OrbWords.bare;
import static io.meterbridge.cost.OrbWords.bucket;
import static io.meterbridge.cost.OrbWords.day;
import static io.meterbridge.cost.OrbWords.firstTerms;
import static io.meterbridge.cost.OrbWords.readable;
import static io.meterbridge.cost.OrbWords.reply;
import static io.meterbridge.cost.OrbWords.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.cost.ReadingResult.NotUsable;
import io.meterbridge.cost.ReadingResult.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Answers that nothing may be settled on are never taken for no cost. */
class UnusableAnswersTest {

    private static final Instant OCT = day("2026-10-01");
    private static final Instant NOV = day("2026-11-01");

    @Test
    @Proves("M-04")
    void readsABucketWithoutPricesAsAWhole() {
        var answer =
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bare(OCT, day("2026-10-03"), "12", "10"));
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo("10");
        assertThat(
                        readable(Readings.read(answer, firstTerms(CostBasis.SUBTOTAL, OCT, NOV)))
                                .total()
                                .net())
                .isEqualByComparingTo("12");
        assertThat(Readings.read(answer, firstTerms(CostBasis.USAGE, OCT, NOV)))
                .isInstanceOfSatisfying(
                        NotUsable.class,
                        no -> assertThat(no.problem()).isEqualTo(Problem.PRICES_MISSING));
    }

    @Test
    @Proves("R-23")
    void neverTakesAnEmptyAnswerForNoCost() {
        var terms = firstTerms(CostBasis.TOTAL, OCT, NOV);
        assertThat(Readings.read(reply(day("2026-10-02"), OCT, day("2026-10-03")), terms))
                .isInstanceOfSatisfying(
                        NotUsable.class,
                        no -> assertThat(no.problem()).isEqualTo(Problem.EMPTY_ANSWER));
        var sealedOnly =
                new ReadingTerms(
                        CostBasis.TOTAL,
                        "USD",
                        null,
                        List.of(),
                        Set.of(),
                        new Cost(BigDecimal.TEN, BigDecimal.ZERO),
                        null,
                        null,
                        GRACE);
        assertThat(Readings.read(reply(day("2026-12-02"), NOV, day("2026-12-03")), sealedOnly))
                .isInstanceOf(NotUsable.class);
    }

    @Test
    @Proves("R-24")
    void takesAnEmptyAnswerForNoCostBeforeTheSubscriptionBegins() {
        var upcoming = firstTerms(CostBasis.TOTAL, null, null);
        assertThat(
                        readable(
                                        Readings.read(
                                                reply(day("2026-09-20"), OCT, day("2026-10-02")),
                                                upcoming))
                                .total()
                                .net())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"usd, true", "USD, true", "EUR, false", "credits, false", ", true"})
    @Proves("M-21")
    void blocksOnAnyOtherCurrency(String currency, boolean usable) {
        var price = new PriceCost("calls", true, currency, BigDecimal.ONE, BigDecimal.ONE);
        var answer =
                reply(
                        day("2026-10-02"),
                        OCT,
                        day("2026-10-03"),
                        bucket(OCT, day("2026-10-03"), usage("storage", "1"), price));
        var result = Readings.read(answer, firstTerms(CostBasis.TOTAL, OCT, NOV));
        assertThat(result instanceof ReadingResult.Read).isEqualTo(usable);
        if (result instanceof NotUsable no) {
            assertThat(no.problem()).isEqualTo(Problem.CURRENCY_MISMATCH);
            assertThat(no.detail()).contains("calls", currency);
        }
    }
}
