package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Benchmarks of the product need simulators that are not the bottleneck. */
class SandboxSpeedTest {

    /** Far below what two quiet cores serve, for builds on busy ones. */
    private static final long FLOOR_PER_SECOND = 1_000;
    private static final int CONNECTIONS = 8;
    private static final int CALLS_PER_CONNECTION = 600;

    private final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-10-15T18:00:00Z"));

    @Test
    void costsAreServedFastEnoughForBenchmarks() throws Exception {
        try (var orb = SimulatedOrb.start(clock)) {
            orb.addAccount("key", OrbMode.LIVE).withoutRateLimits().addSubscription("sub")
                    .price(OrbPrice.usage("p", "Calls")).price(OrbPrice.usage("q", "Storage"))
                    .grows("p", new BigDecimal("3.21"), 5)
                    .cost("q", clock.instant(), new BigDecimal("7.77"));
            var request = """
                    GET /v1/subscriptions/sub/costs?timeframe_start=2026-10-14T00:00:00Z\
                    &timeframe_end=2026-10-16T00:00:00Z HTTP/1.1\r
                    Host: orb\r
                    Authorization: Bearer key\r
                    \r
                    """;

            assertThat(callsPerSecond("costs", orb.port(), request))
                    .isGreaterThan(FLOOR_PER_SECOND);
        }
    }

    @Test
    void usageIsAcceptedFastEnoughForBenchmarks() throws Exception {
        var identities = new AwsIdentities();
        var key = identities.addKey("AKIASELLER", "secret", "111111111111");
        try (var aws = SimulatedAwsMetering.start(clock, identities).quota(false)) {
            for (var i = 0; i < 10_000; i++) {
                aws.agreement("prod", "%012d".formatted(i)).dimension("usd", BigDecimal.ONE);
            }
            var records = new ArrayList<String>();
            for (var i = 0; i < 25; i++) {
                records.add("{\"Timestamp\":%d,\"Dimension\":\"usd\",\"Quantity\":%d,".formatted(
                        clock.instant().getEpochSecond() - 3600, i)
                        + "\"CustomerAWSAccountId\":\"%012d\"}".formatted(i * 400));
            }
            var request = SignedCall.metering(aws.endpointUrl(), key, clock).asText(
                    "{\"ProductCode\":\"prod\",\"UsageRecords\":["
                            + String.join(",", records) + "]}");

            assertThat(callsPerSecond("batches", aws.port(), request))
                    .isGreaterThan(FLOOR_PER_SECOND);
            assertThat(aws.accepted()).hasSize(25).allSatisfy(usage -> assertThat(
                    usage.timesReceived()).isEqualTo(2 * CONNECTIONS * CALLS_PER_CONNECTION));
        }
    }

    private static long callsPerSecond(String what, int port, String request) throws Exception {
        round(port, request);
        var perSecond = round(port, request);
        System.getLogger("sandbox.speed").log(System.Logger.Level.INFO,
                "Served " + perSecond + " calls a second: " + what);
        return perSecond;
    }

    private static long round(int port, String request) throws Exception {
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var started = System.nanoTime();
            var work = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                work.add(() -> callAgainAndAgain(port, request));
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(CALLS_PER_CONNECTION);
            }
            var calls = (long) CONNECTIONS * CALLS_PER_CONNECTION;
            return calls * 1_000_000_000L / (System.nanoTime() - started);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int callAgainAndAgain(int port, String request) throws IOException {
        var bytes = request.getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            var answered = 0;
            for (var call = 0; call < CALLS_PER_CONNECTION; call++) {
                socket.getOutputStream().write(bytes);
                answered += readAnswer(in) == 200 ? 1 : 0;
            }
            return answered;
        }
    }

    private static int readAnswer(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ")[1]);
        var length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-length: ", 0, 16)) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        in.readNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
