package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which hour carries units that are not those of the hour just metered. */
class SlotChoiceTest {

    private static final UUID CONTRACT = new UUID(0, 1);
    private static final String NOW = "2026-03-10T12:05:00Z";

    @ParameterizedTest(name = "usage of {0}, taken {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-03-10T09:00:00Z, '', 2026-03-10T09:00:00Z",
                "2026-03-10T11:00:00Z, '', 2026-03-10T11:00:00Z",
                // not over yet
                "2026-03-10T12:00:00Z, '', 2026-03-10T11:00:00Z",
                // taken: the newest free one, which may be before or after it
                "2026-03-10T09:00:00Z, 09, 2026-03-10T11:00:00Z",
                "2026-03-10T09:00:00Z, 09 10 11, 2026-03-10T08:00:00Z",
                // of this month, but too old for AWS
                "2026-03-02T09:00:00Z, '', 2026-03-10T11:00:00Z",
                // a month that is closed
                "2026-02-28T09:00:00Z, '', none",
            })
    @Proves("M-05")
    void takesTheStartHourElseTheNewestFreeOneOfItsMonth(String start, String taken, String slot) {
        assertThat(choice(MarketplaceRules.AWS, NOW, taken).forUsage(hour(start), any -> true))
                .isEqualTo(slot(slot));
    }

    @ParameterizedTest(name = "at {1} on {0}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                // AWS takes usage of the old month until 06:00, of which half an hour is kept back
                "aws, 2026-04-01T05:29:00Z, 2026-03-31T23:00:00Z",
                "aws, 2026-04-01T05:31:00Z, none",
                "azure, 2026-04-01T05:31:00Z, 2026-03-31T23:00:00Z",
                // Google's months end at midnight in California
                "gcp, 2026-04-01T05:31:00Z, 2026-04-01T04:00:00Z",
                "gcp, 2026-04-01T07:20:00Z, 2026-04-01T06:00:00Z",
                "gcp, 2026-04-01T07:40:00Z, none",
            })
    @Proves("M-05")
    void usageOfTheOldMonthIsToldThereOrNotAtAll(String cloud, String now, String slot) {
        var choice = choice(MarketplaceRules.of(cloud), now, "");

        assertThat(choice.forUsage(hour("2026-03-12T09:00:00Z"), any -> true)).isEqualTo(slot(slot));
    }

    @Test
    void noHourBeforeTheFirstAndNoneWithoutOnePriceCarriesUnits() {
        var early = new PricePoint(instant("2026-03-01T00:00:00Z"), "units", BigDecimal.ONE, null);
        var late = new PricePoint(instant("2026-03-10T10:30:00Z"), "calls", BigDecimal.TEN, null);
        var metered = new Metered(CONTRACT, early.effectiveAt(), null, new PriceHistory(List.of(early, late)));
        var choice = new SlotChoice(MarketplaceRules.AWS, metered, hour("2026-03-10T09:00:00Z"),
                Set.of(), instant(NOW));

        assertThat(choice.forUsage(hour("2026-03-10T08:00:00Z"), price -> price.dimension().equals("units")))
                .as("eight lies before the first hour, ten has two prices, eleven another dimension")
                .isEqualTo(slot("2026-03-10T09:00:00Z"));
    }

    @Test
    void aContractThatHasEndedCarriesUnitsInItsOwnHoursAlone() {
        var price = new PricePoint(instant("2026-03-01T00:00:00Z"), "units", BigDecimal.ONE, null);
        var metered = new Metered(CONTRACT, price.effectiveAt(), instant("2026-03-10T10:20:00Z"),
                new PriceHistory(List.of(price)));
        var choice = new SlotChoice(MarketplaceRules.AWS, metered, hour("2026-03-01T00:00:00Z"),
                Set.of(), instant(NOW));

        assertThat(choice.forUsage(hour("2026-03-10T11:00:00Z"), any -> true))
                .isEqualTo(slot("2026-03-10T09:00:00Z"));
    }

    private static SlotChoice choice(MarketplaceRules rules, String now, String takenHoursOfTheTenth) {
        var start = instant("2026-01-01T00:00:00Z");
        var prices = new PriceHistory(List.of(new PricePoint(start, "units", BigDecimal.ONE, null)));
        var taken = Arrays.stream(takenHoursOfTheTenth.split(" ")).filter(text -> !text.isEmpty())
                .map(text -> hour("2026-03-10T" + text + ":00:00Z")).collect(Collectors.toSet());
        return new SlotChoice(rules, new Metered(CONTRACT, start, null, prices), hour(start.toString()), taken,
                instant(now));
    }

    private static Optional<MeteringHour> slot(String text) {
        return Optional.ofNullable(text).map(SlotChoiceTest::hour);
    }

    private static MeteringHour hour(String text) {
        return new MeteringHour(instant(text));
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }
}
