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
 * shared by all replicas.
 */
@Component
public class OrbBudget {

    /** Orb allows 10 a second on live accounts and 5 in test mode; the seller's dashboards share them. */
    private static final int LIVE_CALLS_PER_SECOND = 8;

    private static final int TEST_CALLS_PER_SECOND = 4;

    /**
     * Unused permits are saved up for a quarter of a second only: with 8 a second that is never more than
     * 10 in any second, which is where Orb begins to refuse.
     */
    private static final BigDecimal BURST_SECONDS = new BigDecimal("0.25");

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
        return parameters;
    }

    /** Parameters of {@code orb/draw-permit.sql}. */
    public Map<String, Object> permit(UUID sellerId) {
        var parameters = parameters();
        parameters.put("sellerId", sellerId);
        return parameters;
    }
}
