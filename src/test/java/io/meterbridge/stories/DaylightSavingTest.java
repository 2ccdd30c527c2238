package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.WorldContract;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orb's days begin at the customer's midnights, wherever they are; AWS's hours are UTC's. */
@Proves("R-52")
class DaylightSavingTest extends Story {

    @Test
    void aDayOf23HoursInNewYorkLosesNoHour() {
        // 2026-03-08 lasts from 05:00Z to 04:00Z of the 9th: at 07:00Z clocks go from 02:00 to 03:00
        at("2026-03-08T04:10:00Z");
        tellsEachHour("2026-03-08T03:00:00Z", "America/New_York",
                "2026-03-08T04", "2026-03-08T05", "2026-03-08T06", "2026-03-08T07", "2026-03-09T03", "2026-03-09T04");
    }

    @Test
    void aDayOf25HoursInBerlinCountsTheHourThatComesTwice() {
        // 2026-10-25 lasts from 22:00Z of the 24th to 23:00Z: at 01:00Z clocks go from 03:00 back to 02:00
        at("2026-10-24T21:10:00Z");
        tellsEachHour("2026-10-24T20:00:00Z", "Europe/Berlin",
                "2026-10-24T21", "2026-10-24T22", "2026-10-25T00", "2026-10-25T01", "2026-10-25T22", "2026-10-25T23");
    }

    private static void tellsEachHour(String start, String zone, String... hours) {
        var seller = seller();
        var contract = seller.contract(start);
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID()).timezone(zone)
                .startsAt(Instant.parse(start)).price(OrbPrice.usage("api-calls", "API calls"));
        contract.mapTo(subscription);
        for (var hour : hours) {
            WorldContract.use(subscription, hour + ":30:00Z", "1.00");
            meter(hour + ":00:00Z");
            assertLeft(subscription, "0");
        }
        assertThat(told(contract)).hasSize(hours.length).allMatch(record -> record.endsWith("accepted 100"));
    }
}
