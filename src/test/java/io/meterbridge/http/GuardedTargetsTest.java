package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedGoogle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
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

    private int call(TargetGuard guard) throws IOException {
        var client = HttpClientBuilder.create();
        new GuardedTargets(guard, new OneAttemptOnly()).configureHttpClient(client);
        try (var http = client.build()) {
            return http.execute(new HttpPost("http://tokens.example.com:" + server.tokenPort()
                    + "/token"), answer -> answer.getCode());
        }
    }
}
