package io.meterbridge.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Until when a marketplace takes usage of an hour. */
class MarketplaceRulesTest {

    @ParameterizedTest(name = "AWS takes {0} until {1}")
    @CsvSource({
        "2026-03-15T14:00:00Z, 2026-03-16T13:55:00Z",
        "2026-03-30T23:00:00Z, 2026-03-31T22:55:00Z",
        "2026-03-31T05:00:00Z, 2026-04-01T04:55:00Z",
        "2026-03-31T06:00:00Z, 2026-04-01T05:55:00Z",
        "2026-03-31T23:00:00Z, 2026-04-01T05:55:00Z",
        "2026-04-01T00:00:00Z, 2026-04-01T23:55:00Z",
    })
    @Proves("M-12")
    void awsClosesAnHourAfterADayAndAMonthAtSix(Instant hour, Instant closes) {
        assertThat(MarketplaceRules.AWS.closesAt(new MeteringHour(hour))).isEqualTo(closes);
    }

    @ParameterizedTest(name = "Azure takes {0} until {1}")
    @CsvSource({
        "2026-03-15T14:00:00Z, 2026-03-16T13:55:00Z",
        "2026-03-31T23:00:00Z, 2026-04-01T22:55:00Z",
    })
    @Proves({"M-12", "R-26"})
    void azureClosesAnHourAfterADayWhateverTheMonthAndTakesNoZero(Instant hour, Instant closes) {
        var azure = MarketplaceRules.of("azure");
        assertThat(azure.closesAt(new MeteringHour(hour))).isEqualTo(closes);
        assertThat(azure.takesZero()).isFalse();
        assertThat(azure.oneRecordAnHour()).isTrue();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "2026-03-15T14:00:00Z, 2026-03-16T13:54:59Z, true",
        "2026-03-15T14:00:00Z, 2026-03-16T13:55:00Z, false",
        "2026-03-31T23:00:00Z, 2026-04-01T05:29:59Z, true",
        "2026-03-31T23:00:00Z, 2026-04-01T05:30:00Z, false",
        "2026-04-01T00:00:00Z, 2026-04-01T05:40:00Z, true",
    })
    @Proves("M-12")
    void freezingIntoAnOldMonthEndsHalfAnHourBeforeItsCutoff(
            Instant hour, Instant now, boolean open) {
        assertThat(MarketplaceRules.AWS.isOpen(new MeteringHour(hour), now)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"05:29, false", "05:30, true", "05:54, true", "05:55, false", "06:00, false"})
    @Proves({"M-11", "M-12"})
    void anOldMonthIsAboutToCloseInItsLastHalfHour(String time, boolean closing) {
        var now = Instant.parse("2026-04-01T" + time + ":00Z");
        assertThat(
                        MarketplaceRules.AWS.oldMonthIsAboutToClose(
                                Instant.parse("2026-04-01T00:00:00Z"), now))
                .isEqualTo(closing);
    }

    @Test
    @Proves("M-12")
    void aMonthIsThatOfTheMarketplacesZone() {
        var pacific =
                new MarketplaceRules(
                        Duration.ofHours(24),
                        ZoneId.of("America/Los_Angeles"),
                        null,
                        10,
                        false,
                        false);
        var hour = new MeteringHour(Instant.parse("2026-04-01T03:00:00Z"));
        assertThat(pacific.monthStart(hour)).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(pacific.monthEnd(hour)).isEqualTo(Instant.parse("2026-04-01T07:00:00Z"));
        assertThat(MarketplaceRules.AWS.monthStart(hour))
                .isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T21:00:00Z, false", "2026-03-31T22:00:00Z, true", "2026-03-31T23:00:00Z, true",
        "2026-04-01T00:00:00Z, false", "2026-02-28T22:00:00Z, true", "2028-02-28T22:00:00Z, false"
    })
    @Proves("M-11")
    void theLastTwoHoursOfAMonthAreItsEnd(Instant hour, boolean atEnd) {
        assertThat(MarketplaceRules.AWS.isAtMonthEnd(new MeteringHour(hour))).isEqualTo(atEnd);
    }

    @ParameterizedTest(name = "Google Cloud takes {0} until {1}")
    @CsvSource({
        "2026-03-15T14:00:00Z, 2026-03-16T13:55:00Z",
        // midnight of 1 April in Los Angeles is 07:00 UTC; months are closed an hour later
        "2026-04-01T06:00:00Z, 2026-04-01T07:55:00Z",
        "2026-04-01T00:00:00Z, 2026-04-01T07:55:00Z",
        "2026-03-31T07:00:00Z, 2026-04-01T06:55:00Z",
        "2026-04-01T07:00:00Z, 2026-04-02T06:55:00Z",
        // in winter it is 08:00 UTC
        "2026-12-01T07:00:00Z, 2026-12-01T08:55:00Z",
        "2026-12-01T08:00:00Z, 2026-12-02T07:55:00Z",
    })
    @Proves({"M-12", "R-52"})
    void googleClosesAnHourAfterADayAndAPacificMonthAtOne(Instant hour, Instant closes) {
        assertThat(MarketplaceRules.GCP.closesAt(new MeteringHour(hour))).isEqualTo(closes);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "2026-04-01T06:00:00Z, 2026-04-01T07:29:59Z, true",
        "2026-04-01T06:00:00Z, 2026-04-01T07:30:00Z, false",
        "2026-04-01T07:00:00Z, 2026-04-01T08:05:00Z, true",
        "2026-11-01T06:00:00Z, 2026-11-01T07:29:59Z, true",
    })
    @Proves("M-12")
    void freezingIntoAnOldPacificMonthEndsHalfAnHourAfterIt(Instant hour, Instant now, boolean open) {
        assertThat(MarketplaceRules.GCP.isOpen(new MeteringHour(hour), now)).isEqualTo(open);
    }

    @Test
    @Proves({"M-10", "M-11", "M-16"})
    void googleNeedsNoSpareHoursTakesNoZerosAndIsSentUnansweredRecordsThreeTimesAnHour() {
        assertThat(MarketplaceRules.of("gcp")).isSameAs(MarketplaceRules.GCP);
        assertThat(MarketplaceRules.GCP.oneRecordAnHour()).isFalse();
        assertThat(MarketplaceRules.GCP.takesZero()).isFalse();
        assertThat(MarketplaceRules.GCP.resends())
                .isEqualTo(new Resends(3, Duration.ofMinutes(60)));
        assertThat(MarketplaceRules.AWS.resends().isBounded()).isFalse();
    }

    @Test
    void aCloudThatIsNotBuiltInIsTreatedWithCare() {
        assertThat(MarketplaceRules.of("aws")).isSameAs(MarketplaceRules.AWS);
        var rules = MarketplaceRules.of("a-fourth-one");
        assertThat(rules.oneRecordAnHour()).isTrue();
        assertThat(rules.takesZero()).isFalse();
        var lastOfMonth = new MeteringHour(Instant.parse("2026-03-31T23:00:00Z"));
        assertThat(rules.closesAt(lastOfMonth)).isEqualTo(Instant.parse("2026-04-01T22:55:00Z"));
    }
}
