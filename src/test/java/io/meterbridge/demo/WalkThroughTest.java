package io.meterbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meterbridge.Proves;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.world.MeteringWorld;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walk-through works as it is printed, curl and all. */
class WalkThroughTest {

    private static final String HOUR = "2026-03-10T11:00:00Z";

    @AutoClose
    static final MeteringWorld WORLD = MeteringWorld.at("2026-03-10T12:05:00Z", Map.of(
            // the clock stands still, so permits to call Orb do not come back
            "meterbridge.orb.requests-per-second", "100000"));

    @BeforeAll
    static void aSandboxThatKnowsIt() {
        var curl = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
        if (!curl) {
            System.out.println("curl is not installed: the walk-through is skipped");
        }
        assumeTrue(curl, "curl is not installed");
        WalkThrough.prepare(WORLD.sandbox());
    }

    @Test
    @Proves({"S1", "S2", "S3", "S12"})
    void itGoesFromNothingToAMeteredHour() throws Exception {
        var walk = walk(Map.of());

        assertThat(walk.output()).contains("Orb connected, metered from 2026-03-10T00:00:00Z", ": unmapped",
                "12.345 USD fall due; 0 problems left", "1234 units of usage_fee for the hour " + HOUR + ": accepted");
        assertThat(walk.status()).isZero();
        assertThat(WORLD.jdbc().sql("select sum(accepted_quantity) from metering_record where status = 'accepted'")
                .query(Long.class).single()).isPositive().isEqualTo(1234);
    }

    @Test
    void itSaysWhereItEnded() throws Exception {
        var walk = walk(Map.of("ORB_API_KEY", "a-key-that-orb-does-not-know"));

        assertThat(walk.output()).contains("PUT /integrations/orb answered 422 instead of 200");
        assertThat(walk.status()).isNotZero();
    }

    private static Walk walk(Map<String, String> more) throws IOException, InterruptedException {
        var credential = WORLD.bean(OperatorCredential.class);
        var script = new ProcessBuilder("bash", Path.of("scripts", "walk-through").toString()).redirectErrorStream(true);
        script.environment().putAll(Map.of("METERBRIDGE_URL", "http://localhost:" + WORLD.port(),
                "OPERATOR_CLIENT_ID", credential.clientId(), "OPERATOR_CLIENT_SECRET", credential.secret(),
                "HOUR", HOUR));
        script.environment().putAll(more);
        var process = script.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(output).isTrue();
        return new Walk(process.exitValue(), output);
    }

    private record Walk(int status, String output) {
    }
}
