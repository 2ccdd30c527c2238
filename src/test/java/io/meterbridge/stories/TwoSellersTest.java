package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.Hold;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.WorldContract;
import io.meterbridge.world.WorldSeller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One seller's trouble at Orb or AWS is not its neighbour's. */
@Proves({"R-22", "R-23"})
class TwoSellersTest extends Story {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void refusedCredentialsAndAThrottledOrbDelayNobodyElse() {
        at("2026-03-24T14:30:00Z");
        var refused = seller();
        var waitingForAws = used(refused, "2026-03-24");
        var throttled = seller();
        var waitingForOrb = used(throttled, "2026-03-24");
        var neighbour = used(seller(), "2026-03-24");
        refused.refuseAwsKey();
        orb().costsFaults().always().to(subscriptionOf(waitingForOrb)).answer(429, Map.of("Retry-After", "900"), "");
        at("2026-03-24T15:05:00Z");
        world().open("2026-03-24T14:00:00Z");

        awaitTold(neighbour, "24T14 accepted 100");
        assertThat(world().clock().instant()).isEqualTo("2026-03-24T15:05:00Z");
        awaitTold(waitingForAws, "24T14 frozen 100");
        assertThat(told(waitingForOrb)).isEmpty();

        orb().costsFaults().calm();
        refused.acceptAwsKey();
        at("2026-03-24T15:20:00Z");
        awaitTold(waitingForAws, "24T14 accepted 100");
        awaitTold(waitingForOrb, "24T14 accepted 100");
    }

    @Test
    void whoeverFallsDueWhileAnotherSellersOrbHangsIsMetered() throws InterruptedException {
        at("2026-03-25T14:30:00Z");
        var hanging = used(seller(), "2026-03-25");
        var hold = orb().costsFaults().next(1).to(subscriptionOf(hanging)).holdBeforeWork();
        whileHeld(hold, "2026-03-25", () -> assertThat(told(hanging)).isEmpty());
        awaitTold(hanging, "25T14 accepted 100");
    }

    @Test
    void whoeverIsFrozenWhileAnotherSellersCallToAwsHangsIsSent() throws InterruptedException {
        at("2026-03-26T14:30:00Z");
        var hanging = used(seller(), "2026-03-26");
        var hold = aws().faults().next(1).holdBeforeWork();
        whileHeld(hold, "2026-03-26", () -> assertThat(told(hanging)).containsExactly("26T14 sending 100"));
        awaitTold(hanging, "26T14 accepted 100");
    }

    /** A neighbour's hour is told while a call hangs. */
    private static void whileHeld(Hold hold, String day, Runnable check) throws InterruptedException {
        at(day + "T15:05:00Z");
        world().open(day + "T14:00:00Z");
        try {
            hold.awaitArrival(PATIENCE);
            var neighbour = used(seller(), day);
            awaitTold(neighbour, day.substring(8) + "T14 accepted 100");
            check.run();
        } finally {
            hold.release();
        }
    }

    /** A contract that spent 1.00 in the hour from 14:00. */
    private static WorldContract used(WorldSeller seller, String day) {
        var contract = seller.contract(day + "T14:00:00Z");
        var subscription = seller.orb().addSubscription("sub-" + contract.id())
                .startsAt(Instant.parse(day + "T00:00:00Z"))
                .price(OrbPrice.usage("api-calls", "API calls"));
        WorldContract.use(subscription, day + "T14:20:00Z", "1.00");
        contract.mapTo(subscription);
        return contract;
    }

    private static String subscriptionOf(WorldContract contract) {
        return "sub-" + contract.id();
    }
}
