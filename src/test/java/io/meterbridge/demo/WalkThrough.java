package io.meterbridge.demo;

import io.meterbridge.metering.MeteringHour;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.sandbox.OrbSubscription;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What {@code scripts/walk-through} expects of a sandbox: one subscription in Orb, a thousand buyers on AWS. */
public final class WalkThrough {

    private static final String PRICE = "api-calls";
    private static final int BUYERS = 1000;

    private WalkThrough() {
    }

    /** Makes it known to a sandbox; the last completed hour has cost 12.345 by then, later ones cost something. */
    public static OrbSubscription prepare(Sandbox sandbox) {
        var hour = MeteringHour.lastCompletedAt(sandbox.clock().instant()).start();
        for (var walk = 0; walk < BUYERS; walk++) {
            var account = String.format("300000000%03d", walk);
            sandbox.aws().agreement("prod-walk-through", account).dimension("usage_fee", new BigDecimal("0.01"))
                    .license(String.format("arn:aws:license-manager::%s:license:l-walk-through-%03d", account, walk))
                    .startsAt(hour.minus(Duration.ofDays(1)));
        }
        var subscription = sandbox.orb().addAccount("orb-key-of-the-walk-through", OrbMode.LIVE)
                .addSubscription("sub_walk_through").startsAt(hour.truncatedTo(ChronoUnit.DAYS))
                .price(OrbPrice.usage(PRICE, "API calls"));
        subscription.cost(PRICE, hour.plus(Duration.ofMinutes(20)), new BigDecimal("12.345"));
        return subscription.grows(PRICE, BigDecimal.TEN, BUYERS);
    }
}
