package io.meterbridge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.CredentialsUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As on EKS: a file holds the pod's token, and AWS STS takes it for credentials of the pod's role. */
@Proves("R-22")
class WebIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/meterbridge";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> before = new HashMap<>();
    private HttpServer sts;
    private int status = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void aPodWithAToken() throws IOException {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::answer);
        sts.start();
        set("aws.webIdentityTokenFile", Files.writeString(folder.resolve("token"), "first-token").toString());
        set("aws.roleArn", ROLE);
        set("aws.roleSessionName", "meterbridge");
        set("aws.region", "eu-central-1");
        set("aws.endpointUrlSts", "http://localhost:" + sts.getAddress().getPort());
        set("aws.disableEc2Metadata", "true");
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @AfterEach
    void noPod() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        sts.stop(0);
    }

    /** Sessions that end within a minute, so that each look at the keys asks for new ones. */
    private void answer(HttpExchange call) throws IOException {
        try (call) {
            asked.add(URLDecoder.decode(new String(call.getRequestBody().readAllBytes(), UTF_8), UTF_8));
            var body = status == 200 ? """
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <AssumeRoleWithWebIdentityResult><Credentials>
                        <AccessKeyId>ASIA%1$d</AccessKeyId><SecretAccessKey>secret-%1$d</SecretAccessKey>
                        <SessionToken>session-%1$d</SessionToken><Expiration>%2$s</Expiration>
                      </Credentials></AssumeRoleWithWebIdentityResult>
                    </AssumeRoleWithWebIdentityResponse>""".formatted(asked.size(), end())
                    : """
                    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                      <Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>
                    </Error></ErrorResponse>""";
            var bytes = body.getBytes(UTF_8);
            call.getResponseHeaders().set("Content-Type", "text/xml");
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
        }
    }

    private static Instant end() {
        return Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void thePodsTokenIsTakenForCredentialsAndReadAgainForTheNext() throws Exception {
        var own = new OwnCredentials();
        try {
            var first = own.keys();
            Files.writeString(folder.resolve("token"), "second-token");
            var second = own.keys();

            assertThat(asked).hasSize(2);
            assertThat(asked.get(0)).contains("Action=AssumeRoleWithWebIdentity", "RoleArn=" + ROLE,
                    "RoleSessionName=meterbridge", "WebIdentityToken=first-token");
            assertThat(asked.get(1)).contains("WebIdentityToken=second-token");
            assertThat(List.of(first.accessKeyId(), second.accessKeyId())).containsExactly("ASIA1", "ASIA2");
            assertThat(second.sessionToken()).isEqualTo("session-2");
            assertThat(second.expiresAt()).isAfter(Instant.EPOCH);
        } finally {
            own.destroy();
        }
    }

    @Test
    void aRoleThatDoesNotTrustThePodLeavesItWithoutCredentials() throws Exception {
        status = 403;
        var own = new OwnCredentials();
        try {
            assertThatExceptionOfType(CredentialsUnavailable.class).isThrownBy(own::keys)
                    .matches(e -> e.code().equals("no-own-credentials"))
                    .withMessageNotContaining("first-token");
            assertThat(asked).isNotEmpty();
        } finally {
            own.destroy();
        }
    }
}
