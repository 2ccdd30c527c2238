package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final String PING = """
            GET /v1/ping HTTP/1.1\r
            Host: orb\r
            Authorization: Bearer key\r
            Connection: close\r
            \r
            """;

    private int patienceMillis = 5_000;
    private SimulatedOrb orb;
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        orb = SimulatedOrb.start(SandboxClock.running());
        orb.addAccount("key", OrbMode.LIVE);
        proxy = FaultProxy.inFrontOf(orb.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        orb.close();
    }

    @Test
    void normallyEverythingPasses() throws IOException {
        assertThat(ping()).startsWith("HTTP/1.1 200").endsWith("{\"response\": \"pong\"}");
    }

    @Test
    void aResetOnConnectNeverReachesTheService() {
        proxy.mode(FaultProxy.Mode.RESET_ON_CONNECT);

        assertThatThrownBy(this::ping).isInstanceOf(SocketException.class);
        assertThat(orb.requestCount()).isZero();
    }

    @Test
    void aResetAfterTheRequestLosesTheAnswerOfDoneWork() {
        proxy.mode(FaultProxy.Mode.RESET_AFTER_REQUEST);

        assertThatThrownBy(this::ping).isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThat(orb.requestCount()).isEqualTo(1);
    }

    @Test
    void aBlackHoleSwallowsTheRequest() {
        proxy.mode(FaultProxy.Mode.BLACKHOLE);
        patienceMillis = 300;

        assertThatThrownBy(this::ping).isInstanceOf(SocketTimeoutException.class);
        assertThat(orb.requestCount()).isZero();
    }

    @Test
    void aCutAnswerArrivesInHalf() {
        proxy.mode(FaultProxy.Mode.CUT_ANSWER);

        assertThatThrownBy(this::ping).isInstanceOf(SocketException.class);
        assertThat(orb.requestCount()).isEqualTo(1);
    }

    @Test
    void latencyDelaysTheAnswer() throws IOException {
        proxy.latency(Duration.ofMillis(120));

        var started = System.nanoTime();
        var answer = ping();

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isGreaterThan(Duration.ofMillis(119));
    }

    @Test
    void aServiceThatIsDownRefusesAndComesUpOnTheSamePort() throws IOException {
        proxy.down();
        assertThatThrownBy(this::ping).isInstanceOf(ConnectException.class);

        proxy.up();
        assertThat(ping()).startsWith("HTTP/1.1 200");
    }

    @Test
    void openConnectionsCanBeReset() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(PING.replace("close", "keep-alive").getBytes(
                    StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            proxy.resetAll();

            assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class);
        }
    }

    private String ping() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(PING.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(patienceMillis);
        return socket;
    }
}
