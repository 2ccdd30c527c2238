package io.meterbridge.orb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Orb's signature, against the example that Orb's own clients are tested with. */
@Proves("R-30")
class OrbSignatureTest {

    private static final String SECRET = "c-UGKYdnhHh436B_sMouYAPUvXyWpzOdunZBV5dFSD8";
    private static final String TIMESTAMP = "2024-03-27T15:42:29.551";
    private static final Instant SIGNED_AT = Instant.parse("2024-03-27T15:42:29.551Z");
    private static final String BODY = "{\"id\": \"o4mmewpfNNTnjfZc\", \"created_at\": \"2024-03-27T15:42:29+00:00\", "
            + "\"type\": \"resource_event.test\", \"properties\": {\"message\": \"A test webhook from Orb. "
            + "Happy testing!\"}}";
    private static final String SIGNATURE = "9d25de966891ab0bc18754faf8d83d0980b44ae330fcc130b41a6cf3daf1f391";

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(true, "as Orb signs it", SECRET, "v1=" + SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(true, "one of two signatures", SECRET, "v1=00 v1=" + SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(true, "beside an unknown version", SECRET, "v2=00 v1=" + SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(false, "another secret", "other", "v1=" + SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(false, "another body", SECRET, "v1=" + SIGNATURE, TIMESTAMP, BODY + " "),
                Arguments.of(false, "no body", SECRET, "v1=" + SIGNATURE, TIMESTAMP, ""),
                Arguments.of(false, "another timestamp", SECRET, "v1=" + SIGNATURE, "2024-03-27T15:42:29.552", BODY),
                Arguments.of(false, "the same instant in other words", SECRET, "v1=" + SIGNATURE, TIMESTAMP + "Z",
                        BODY),
                Arguments.of(false, "another version", SECRET, "v2=" + SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(false, "no version", SECRET, SIGNATURE, TIMESTAMP, BODY),
                Arguments.of(false, "half a signature", SECRET, "v1=" + SIGNATURE.substring(32), TIMESTAMP, BODY),
                Arguments.of(false, "an empty signature", SECRET, "v1=", TIMESTAMP, BODY),
                Arguments.of(false, "no signature", SECRET, null, TIMESTAMP, BODY),
                Arguments.of(false, "no timestamp", SECRET, "v1=" + SIGNATURE, null, BODY),
                Arguments.of(false, "a timestamp nobody can read", SECRET, "v1=" + SIGNATURE, "today", BODY));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("calls")
    void onlyWhatOrbSignedPasses(boolean passes, String what, String secret, String signatures, String timestamp,
            String body) {
        assertThat(OrbSignature.verify(secret, signatures, timestamp, body.getBytes(UTF_8), SIGNED_AT))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false", "86400, false"})
    void aReplayPassesForFiveMinutesAndNoLonger(int secondsLater, boolean passes) {
        assertThat(OrbSignature.verify(SECRET, "v1=" + SIGNATURE, TIMESTAMP, BODY.getBytes(UTF_8),
                SIGNED_AT.plusSeconds(secondsLater))).isEqualTo(passes);
    }

    @Test
    void aTimestampMayNameItsOffset() {
        var timestamp = "2024-03-27T16:42:29.551+01:00";
        var signature = "v1=" + OrbSignature.sign(SECRET, timestamp, BODY.getBytes(UTF_8));

        assertThat(OrbSignature.verify(SECRET, signature, timestamp, BODY.getBytes(UTF_8), SIGNED_AT)).isTrue();
    }
}
