package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated Orb on 3 October 2026, 18:00 UTC, and reads of its costs. */
abstract class CostsCalls {

    static final String KEY = "orb-key";

    final SandboxClock clock = SandboxClock.frozenAt(at("2026-10-03T18:00:00Z"));
    SimulatedOrb orb;
    OrbAccount account;

    @BeforeEach
    void start() {
        orb = SimulatedOrb.start(clock);
        account = orb.addAccount(KEY, OrbMode.LIVE).withoutRateLimits();
    }

    @AfterEach
    void stop() {
        orb.close();
    }

    JsonNode costs(String id, String from, String to) {
        var path = "/subscriptions/" + id + "/costs?timeframe_start=" + from + "&timeframe_end="
                + to + "&view_mode=cumulative";
        return get(path).json().get("data");
    }

    SandboxClient.Reply get(String path) {
        return SandboxClient.get(orb.baseUrl() + path, "Authorization", "Bearer " + KEY);
    }

    BigDecimal lastTotal(String id, String from, String to) {
        var data = costs(id, from, to);
        return new BigDecimal(data.get(data.size() - 1).get("total").asText());
    }

    static List<String> windows(JsonNode data) {
        var windows = new ArrayList<String>();
        data.forEach(bucket -> windows.add(String.join(" ",
                bucket.get("timeframe_start").asText(), bucket.get("timeframe_end").asText(),
                bucket.get("subtotal").asText(), bucket.get("total").asText())));
        return windows;
    }

    static BigDecimal sumOfRows(JsonNode bucket, String field) {
        var sum = BigDecimal.ZERO;
        for (var row : bucket.get("per_price_costs")) {
            sum = sum.add(new BigDecimal(row.get(field).asText()));
        }
        return sum;
    }

    static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    static Instant at(String instant) {
        return Instant.parse(instant);
    }
}
