package io.meterbridge.secretscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.Proves;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The scan that runs over all tests notices what it is for. */
@Proves("R-54")
class SecretScanTest {

    private final String secret = "secret-of-the-test-" + UUID.randomUUID();
    private final Secrets secrets = new Secrets();

    @Test
    void aSecretAnywhereInALineIsFound() {
        secrets.add(secret);

        assertThat(secrets.leaksIn(List.of("key=" + secret + ", more", secret, "a line", "secret-of-the-test-")))
                .containsExactly("key=<secr…>, more", "<secr…>");
    }

    @Test
    void wordsThatTestsUseAsSecretsAreNone() {
        secrets.add("wrong");
        secrets.add(null);

        assertThat(secrets.leaksIn(List.of("a wrong secret"))).isEmpty();
    }

    @Test
    void whatOurClassesLogIsSeenWithItsCauses() {
        LoggedLines.taken();
        LoggerFactory.getLogger("io.meterbridge.secretscan").info("first {}", "argument");
        LoggerFactory.getLogger("org.example").error("second",
                new IllegalStateException("outer", new IllegalArgumentException("inner")));

        var lines = String.join("\n", LoggedLines.taken());
        assertThat(lines).contains("first argument").contains("outer").contains("inner");
    }

    @Test
    void anAnswerShowsASecretOnlyWhereItIsMade() throws Exception {
        var body = tree("{\"client_secret\":\"" + secret + "\"}");
        KnownSecrets.checkAnswer("POST /credentials", 201, body.toString(), body);

        assertThatThrownBy(() -> KnownSecrets.checkAnswer("GET /credentials", 200, body.toString(), body))
                .isInstanceOf(AssertionError.class).hasMessageContaining("GET /credentials");
        var error = tree("{\"detail\":\"not " + secret + "\"}");
        assertThatThrownBy(() -> KnownSecrets.checkAnswer("POST /credentials", 422, error.toString(), error))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void whatARequestTellsInConfidenceIsKnown() throws Exception {
        KnownSecrets.noteRequest(tree("{\"service_account_json\":{\"private_key\":\"" + secret + "\"}}"));

        assertThat(KnownSecrets.all().leaksIn(List.of("logged " + secret))).hasSize(1);
    }

    private static JsonNode tree(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
