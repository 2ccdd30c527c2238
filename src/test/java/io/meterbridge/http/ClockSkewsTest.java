package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.AwsIdentities;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Test;

/** A clock that is wrong is noticed by what everybody else says. */
@Proves("R-51")
class ClockSkewsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final ClockSkews skews = new ClockSkews(() -> NOW);

    @Test
    void theLastAnswerOfEachHostCounts() {
        skews.note("one", "Sun, 01 Nov 2026 11:59:00 GMT");
        skews.note("one", "Sun, 01 Nov 2026 12:02:00 GMT");
        skews.note("other", "Sun, 01 Nov 2026 12:00:00 GMT");

        assertThat(skews.seen()).containsOnly(
                Map.entry("one", new ClockSkews.Seen(Duration.ofMinutes(2), NOW)),
                Map.entry("other", new ClockSkews.Seen(Duration.ZERO, NOW)));
    }

    @Test
    void whatIsNoDateSaysNothing() {
        skews.note("one", "yesterday");

        assertThat(skews.seen()).isEmpty();
    }

    @Test
    void everyAnswerOfASharedClientIsLookedAt() throws IOException {
        var client = HttpClientBuilder.create();
        new OneAttemptOnly(skews).configureHttpClient(client);
        try (var server = SimulatedAwsMetering.start(SandboxClock.running(), new AwsIdentities());
                var http = client.build()) {
            http.execute(new HttpGet(server.endpointUrl() + "/"), answer -> answer.getCode());
        }

        assertThat(skews.seen()).containsKey("127.0.0.1");
    }
}
