package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which price an hour has, and what a price learnt late is worth (money.md M-08). */
class PriceHistoryTest {

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "2026-10-01T00:00:00Z, 1", "2026-10-10T09:00:00Z, 1", "2026-10-10T10:00:00Z, 1",
        "2026-10-10T11:00:00Z, 2", "2026-10-15T00:00:00Z, 3", "2026-10-16T00:00:00Z, 3"
    })
    @Proves({"M-08", "R-05"})
    void anHourHasThePriceInForceAtItsStart(Instant hour, String price) {
        var prices =
                history(
                        at("2026-10-15T00:00:00Z", "3"),
                        at("2026-10-05T00:00:00Z", "1"),
                        at("2026-10-10T10:30:00Z", "2"));
        assertThat(prices.at(new MeteringHour(hour)).unitPrice()).isEqualByComparingTo(price);
    }

    @Test
    @Proves("M-08")
    void ofTwoWithOneInstantTheLaterLearntHolds() {
        var prices = history(at("2026-10-05T00:00:00Z", "1"), at("2026-10-05T00:00:00Z", "2"));
        assertThat(prices.at(hour("2026-10-06T00:00:00Z")).unitPrice()).isEqualByComparingTo("2");
    }

    @Test
    @Proves("M-08")
    void anHourInsideWhichAnythingChangesHasNoSinglePrice() {
        var base = at("2026-10-05T00:00:00Z", "1");
        var hour = hour("2026-10-10T10:00:00Z");
        var inside = Instant.parse("2026-10-10T10:30:00Z");
        assertThat(history(base, at("2026-10-10T10:30:00Z", "2")).changesWithin(hour)).isTrue();
        assertThat(
                        history(base, new PricePoint(inside, "calls-b", BigDecimal.ONE, "gold"))
                                .changesWithin(hour))
                .as("dimension")
                .isTrue();
        assertThat(
                        history(base, new PricePoint(inside, "calls", BigDecimal.ONE, "silver"))
                                .changesWithin(hour))
                .as("plan")
                .isTrue();
        assertThat(history(base, at("2026-10-10T10:30:00Z", "1.00")).changesWithin(hour))
                .as("the same price once more")
                .isFalse();
        assertThat(history(base, at("2026-10-10T10:00:00Z", "2")).changesWithin(hour))
                .as("at its start")
                .isFalse();
        assertThat(history(base, at("2026-10-10T11:00:00Z", "2")).changesWithin(hour))
                .as("at its end")
                .isFalse();
    }

    @Test
    @Proves("M-08")
    void aSupersededPriceSplitsNoHour() {
        var prices =
                history(
                        at("2026-10-05T00:00:00Z", "1"),
                        at("2026-10-10T10:30:00Z", "2"),
                        at("2026-10-10T10:30:00Z", "1"));
        assertThat(prices.changesWithin(hour("2026-10-10T10:00:00Z"))).isFalse();
    }

    @Test
    @Proves("M-08")
    void aPriceLearntThreeHoursLateCorrectsTheRecordsSinceItHolds() {
        var before = history(at("2026-10-01T00:00:00Z", "0.10"));
        var after = history(at("2026-10-01T00:00:00Z", "0.10"), at("2026-10-10T11:00:00Z", "0.12"));
        var ten = record("2026-10-10T10:00:00Z", 100);
        var eleven = record("2026-10-10T11:00:00Z", 50);
        var noon = record("2026-10-10T12:00:00Z", 0);
        var one = record("2026-10-10T13:00:00Z", 7);
        assertThat(ValueCorrection.of(before, after, List.of(ten, eleven, noon, one)))
                .containsExactly(
                        correction(eleven, "1.00", "0.10", "0.12"),
                        correction(one, "0.14", "0.10", "0.12"));
    }

    @Test
    @Proves("M-08")
    void aPriceOfThePastCorrectsOnlyUntilTheNextOne() {
        var before = history(at("2026-10-01T00:00:00Z", "1"), at("2026-10-10T12:00:00Z", "3"));
        var after =
                history(
                        at("2026-10-01T00:00:00Z", "1"),
                        at("2026-10-10T12:00:00Z", "3"),
                        at("2026-10-10T11:00:00Z", "0.5"));
        var eleven = record("2026-10-10T11:00:00Z", 10);
        var noon = record("2026-10-10T12:00:00Z", 10);
        assertThat(ValueCorrection.of(before, after, List.of(eleven, noon)))
                .containsExactly(correction(eleven, "-5.0", "1", "0.5"));
    }

    @Test
    @Proves("M-08")
    void aChangeInsideAnHourLeavesThatHourAlone() {
        var before = history(at("2026-10-01T00:00:00Z", "1"));
        var after = history(at("2026-10-01T00:00:00Z", "1"), at("2026-10-10T10:30:00Z", "2"));
        assertThat(ValueCorrection.of(before, after, List.of(record("2026-10-10T10:00:00Z", 10))))
                .isEmpty();
    }

    @Test
    @Proves("M-08")
    void twoCorrectionsOfOneRecordAddUp() {
        var first = history(at("2026-10-01T00:00:00Z", "1"));
        var second = history(at("2026-10-01T00:00:00Z", "1"), at("2026-10-10T00:00:00Z", "2"));
        var third =
                history(
                        at("2026-10-01T00:00:00Z", "1"),
                        at("2026-10-10T00:00:00Z", "2"),
                        at("2026-10-10T00:00:00Z", "1.5"));
        var record = record("2026-10-10T10:00:00Z", 10);
        var sum =
                ValueCorrection.of(first, second, List.of(record))
                        .get(0)
                        .amount()
                        .add(ValueCorrection.of(second, third, List.of(record)).get(0).amount());
        assertThat(sum).isEqualByComparingTo("5");
    }

    @Test
    @Proves({"M-08", "R-05"})
    void aPriceOfAnotherDimensionNeverRepricesUnits() {
        var before = history(at("2026-10-01T00:00:00Z", "1"));
        var after =
                history(
                        at("2026-10-01T00:00:00Z", "1"),
                        new PricePoint(
                                Instant.parse("2026-10-10T00:00:00Z"),
                                "storage",
                                BigDecimal.TEN,
                                "gold"));
        assertThat(ValueCorrection.of(before, after, List.of(record("2026-10-10T10:00:00Z", 10))))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoPrice() {
        assertThatThrownBy(() -> at("2026-10-01T00:00:00Z", "0"))
                .hasMessageContaining("above zero");
        assertThatThrownBy(() -> new PriceHistory(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> record("2026-10-10T10:00:00Z", -1))
                .hasMessageContaining("below zero");
    }

    private static PriceHistory history(PricePoint... points) {
        return new PriceHistory(List.of(points));
    }

    private static PricePoint at(String effectiveAt, String price) {
        return new PricePoint(Instant.parse(effectiveAt), "calls", new BigDecimal(price), "gold");
    }

    private static PricedRecord record(String hour, long quantity) {
        return new PricedRecord(
                UUID.nameUUIDFromBytes(hour.getBytes()), hour(hour), "calls", quantity);
    }

    private static ValueCorrection correction(
            PricedRecord record, String amount, String was, String is) {
        return new ValueCorrection(
                record.recordId(), new BigDecimal(amount), new BigDecimal(was), new BigDecimal(is));
    }

    private static MeteringHour hour(String start) {
        return new MeteringHour(Instant.parse(start));
    }
}
