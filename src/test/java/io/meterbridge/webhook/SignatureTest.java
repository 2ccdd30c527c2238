package io.meterbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.meterbridge.Proves;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What we sign, the standard's own library verifies; what it signs, we would have signed alike. */
@Proves("R-43")
class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    @Test
    void isWhatTheStandardsOwnExampleSays() {
        assertThat(Signature.of(ID, 1614265330, "{\"test\": 2432232314}", List.of(SECRET)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isWhatTheStandardsLibraryWouldSign() throws Exception {
        var body = "{\"name\":\"Zoë & 北風\"}";

        assertThat(Signature.of(ID, 1614265330, body, List.of(SECRET)))
                .isEqualTo(new Webhook(SECRET).sign(ID, 1614265330, body));
    }

    @Test
    void whileSecretsChangeEitherVerifies() throws Exception {
        var now = Instant.now().getEpochSecond();
        var headers = headers(now, Signature.of(ID, now, "{}", List.of(SECRET, OTHER)));

        assertThatCode(() -> new Webhook(SECRET).verify("{}", headers)).doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(OTHER).verify("{}", headers)).doesNotThrowAnyException();
    }

    @Test
    void aReceiverNoticesAnotherBodyAnotherIdAndAStaleTime() {
        var now = Instant.now().getEpochSecond();
        var good = Signature.of(ID, now, "{}", List.of(SECRET));
        var stale = now - 600;

        assertThatThrownBy(() -> new Webhook(SECRET).verify("{ }", headers(now, good)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(OTHER).verify("{}", headers(now, good)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(SECRET).verify("{}", headers(stale,
                Signature.of(ID, stale, "{}", List.of(SECRET)))))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(SECRET).verify("{}", Map.of("webhook-id", List.of("msg_other"),
                "webhook-timestamp", List.of("" + now), "webhook-signature", List.of(good))))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static Map<String, List<String>> headers(long seconds, String signature) {
        return Map.of("webhook-id", List.of(ID), "webhook-timestamp", List.of("" + seconds),
                "webhook-signature", List.of(signature));
    }
}
