package io.meterbridge.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * Everything about a life that does not depend on who runs it: told again for its twin from the
 * same seed.
 */
record LifeScript(
        long seed,
        ZoneId zone,
        Instant subscriptionStart,
        Instant contractStart,
        Instant startDate,
        int anchorDay,
        int hours,
        int spareSlotEvery,
        MarketplaceRules rules) {

    private static final List<String> ZONES =
            List.of("UTC", "UTC", "America/New_York", "Europe/Berlin", "Asia/Tokyo");

    /** Days around which something happens: month ends, clock changes, a leap day, a year's end. */
    private static final List<String> DAYS =
            List.of(
                    "2026-02-27T00:00:00Z",
                    "2026-03-06T00:00:00Z",
                    "2026-03-28T00:00:00Z",
                    "2026-10-23T00:00:00Z",
                    "2026-10-30T00:00:00Z",
                    "2026-12-30T00:00:00Z",
                    "2028-02-27T00:00:00Z",
                    "2026-06-10T00:00:00Z");

    static LifeScript of(long seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var contractStart =
                Instant.parse(DAYS.get(random.nextInt(DAYS.size())))
                        .plus(Duration.ofMinutes(random.nextInt(48 * 60)));
        var subscription =
                contractStart
                        .plus(
                                Duration.ofHours(
                                        random.nextInt(4) == 0
                                                ? random.nextInt(10)
                                                : -random.nextInt(24 * 40)))
                        .truncatedTo(ChronoUnit.HOURS);
        var startDate =
                contractStart
                        .truncatedTo(ChronoUnit.DAYS)
                        .plus(Duration.ofDays(random.nextInt(3) == 0 ? random.nextInt(3) : -30));
        long cap = random.nextInt(6) == 0 ? 50_000_000 : Integer.MAX_VALUE;
        var rules =
                new MarketplaceRules(
                        MarketplaceRules.AWS.usageAgeMax(),
                        MarketplaceRules.AWS.monthZone(),
                        MarketplaceRules.AWS.monthCutoff(),
                        cap,
                        true,
                        true);
        return new LifeScript(
                seed,
                zone,
                subscription,
                contractStart,
                startDate,
                1 + random.nextInt(28),
                40 + random.nextInt(120),
                random.nextInt(4) == 0 ? 0 : 6,
                rules);
    }

    OrbWorld orb() {
        return new OrbWorld(seed ^ 0x0b, zone, subscriptionStart, anchorDay);
    }

    ContractWorld contracts() {
        return new ContractWorld(seed ^ 0xc0, contractStart, Duration.ofHours(hours));
    }
}
