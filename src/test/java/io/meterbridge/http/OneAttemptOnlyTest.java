package io.meterbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.AwsIdentities;
import io.meterbridge.sandbox.SandboxClock;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"R-11", "M-13"})
class OneAttemptOnlyTest {

    @AutoClose
    private final SimulatedAwsMetering server =
            SimulatedAwsMetering.start(SandboxClock.running(), new AwsIdentities());

    private final HttpClientBuilder client = HttpClientBuilder.create();

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyServerIsAskedOnce(int status) throws IOException {
        new OneAttemptOnly(new ClockSkews(InstantSource.system())).configureHttpClient(client);

        assertThat(callsUntilAnswered(status)).isEqualTo(1);
    }

    @Test
    void leftToItselfTheClientWouldAskAgain() throws IOException {
        assertThat(callsUntilAnswered(503)).isEqualTo(2);
    }

    @Test
    void aRedirectIsAnAnswer() throws IOException {
        new OneAttemptOnly(new ClockSkews(InstantSource.system())).configureHttpClient(client);

        assertThat(callsUntilAnswered(307)).isEqualTo(1);
    }

    private long callsUntilAnswered(int status) throws IOException {
        server.faults().next(1).answer(
                status, Map.of("Retry-After", "1", "Location", server.endpointUrl() + "/there"), "");
        var post = new HttpPost(server.endpointUrl() + "/");
        post.setEntity(new StringEntity("a body that can be sent again"));
        try (var http = client.build()) {
            http.execute(post, answer -> answer.getCode());
        }
        return server.requestCount();
    }
}
