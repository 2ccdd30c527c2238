package io.meterbridge.orb;

import io.meterbridge.config.MeterbridgeProperties;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How often Orb may be asked. The permits themselves are in {@code orb_budget}, one row per Orb account,
 * shared by all replicas. Hourly reads keep to a pace below the budget; what they leave is for reads that
 * cannot wait (money.md M-24).
 */
@Component("orbBudget")
public class OrbBudget {

    /** Orb allows 10 a second on live accounts and 5 in test mode; the seller's dashboards share them. */
    private static final int LIVE_CALLS_PER_SECOND = 8;

    private static final int TEST_CALLS_PER_SECOND = 4;

    /**
     * Unused permits are saved up for a quarter of a second only: with 8 a second that is never more than
     * 10 in any second, which is where Orb begins to refuse.
     */
    private static final BigDecimal BURST_SECONDS = new BigDecimal("0.25");

    /** Of the budget, for hourly reads: 6 a second of 8 read 20,000 accounts in 56 minutes. */
    private static final BigDecimal HOURLY_SHARE = new BigDecimal("0.75");

    /** How long others leave permits to a final read that found none; it asks again well before. */
    private static final BigDecimal KEEP_SECONDS = new BigDecimal("0.25");

    private final InstantSource clock;
    private final Integer callsPerSecond;

    OrbBudget(InstantSource clock, MeterbridgeProperties settings) {
        this.clock = clock;
        this.callsPerSecond = settings.orb().requestsPerSecond();
    }

    /** Time and rates, as parameters of a statement that draws permits. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        parameters.put("liveRate", callsPerSecond == null ? LIVE_CALLS_PER_SECOND : callsPerSecond);
        parameters.put("testRate", callsPerSecond == null ? TEST_CALLS_PER_SECOND : callsPerSecond);
        parameters.put("burstSeconds", BURST_SECONDS);
        parameters.put("hourlyShare", HOURLY_SHARE);
        return parameters;
    }

    /** Parameters of {@code orb/draw-permit.sql} and {@code orb/draw-final-permit.sql}. */
    public Map<String, Object> permit(UUID sellerId) {
        var parameters = parameters();
        parameters.put("sellerId", sellerId);
        parameters.put("keepSeconds", KEEP_SECONDS);
        return parameters;
    }
}
