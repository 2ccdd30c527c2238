package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedGoogle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A name that led to a harmless address when it was checked may lead elsewhere when it is called. */
@Proves("R-44")
class GuardedTargetsTest {

    @AutoClose
    private final SimulatedGoogle server = SimulatedGoogle.start(SandboxClock.running());

    @Test
    void aConnectionToAnAddressThatMustNotBeCalledIsNotMade() {
        assertThatThrownBy(() -> call(new TargetGuard(false, host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()})))
                .isInstanceOf(UnknownHostException.class).hasMessageContaining("not public");
        assertThat(server.tokenRequests()).isEmpty();
    }

    @Test
    void whereItIsAllowedTheCallIsMadeOnce() throws IOException {
        server.tokenFaults().next(1).serverError();

        assertThat(call(new TargetGuard(true, host ->
                new InetAddress[] {InetAddress.getLoopbackAddress()}))).isEqualTo(503);
        assertThat(server.tokenRequests()).hasSize(1);
    }

    /** The second answer of a rebinding name never gets the request: it is asked about again. */
    @Test
    void aNameThatLeadsElsewhereTheSecondTimeIsNotFollowed() throws IOException {
        var asked = new AtomicInteger();
        var here = InetAddress.getLoopbackAddress();
        var rebinding = new TargetGuard(true, host -> new InetAddress[] {
            asked.incrementAndGet() == 1 ? here : InetAddress.getByName("169.254.169.254")});

        rebinding.check(address());

        assertThatThrownBy(() -> call(rebinding))
                .isInstanceOf(UnknownHostException.class).hasMessageContaining("not public");
        assertThat(asked).hasValue(2);
        assertThat(server.tokenRequests()).isEmpty();
    }

    /** What was checked is what is connected to: nobody looks the name up in between. */
    @Test
    void theConnectionGoesToTheVeryAddressThatWasChecked() throws IOException {
        var asked = new AtomicInteger();
        server.tokenFaults().next(1).serverError();

        assertThat(call(new TargetGuard(true, host -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }))).isEqualTo(503);
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        server.tokenFaults().next(1).answer(200, Map.of(), "x".repeat(10_000));

        assertThat(bodyOf(new BoundedAnswer(Duration.ofSeconds(20), 1_000))).hasSize(1_000);
    }

    /** Bytes may keep trickling in; the call as a whole has an end. */
    @Test
    void aCallThatTakesTooLongIsEnded() throws IOException {
        var hold = server.tokenFaults().next(1).holdBeforeWork();
        try {
            assertThatThrownBy(() -> bodyOf(new BoundedAnswer(Duration.ofMillis(300), 1_000)))
                    .isInstanceOf(IOException.class);
        } finally {
            hold.release();
        }
    }

    private String bodyOf(BoundedAnswer bounds) throws IOException {
        var client = HttpClientBuilder.create();
        new GuardedTargets(loopback()).configure(client, 1, bounds);
        try (var http = client.build()) {
            return http.execute(new HttpPost(address()), answer -> EntityUtils.toString(answer.getEntity()));
        }
    }

    private static TargetGuard loopback() {
        return new TargetGuard(true, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private String address() {
        return "http://tokens.example.com:" + server.tokenPort() + "/token";
    }

    private int call(TargetGuard guard) throws IOException {
        var client = HttpClientBuilder.create();
        new GuardedTargets(guard).configureHttpClient(client);
        try (var http = client.build()) {
            return http.execute(new HttpPost(address()), answer -> answer.getCode());
        }
    }
}
