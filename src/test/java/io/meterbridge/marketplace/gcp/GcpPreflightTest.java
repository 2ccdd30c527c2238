package io.meterbridge.marketplace.gcp;

import static io.meterbridge.marketplace.gcp.GcpRecords.HOUR;
import static io.meterbridge.marketplace.gcp.GcpRecords.METRIC;
import static io.meterbridge.marketplace.gcp.GcpRecords.SERVICE;
import static io.meterbridge.marketplace.gcp.GcpRecords.batch;
import static io.meterbridge.marketplace.gcp.GcpRecords.identity;
import static io.meterbridge.marketplace.gcp.GcpRecords.of;
import static io.meterbridge.marketplace.gcp.GcpRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Proves("R-15")
class GcpPreflightTest {

    @Test
    void whatGoogleTakesPasses() {
        assertThat(GcpPreflight.of(batch(of("c1", 1), of("c2", GcpLimits.MAX_QUANTITY)))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsendable")
    @Proves("R-26")
    void whatGoogleWouldRefuseNeverLeaves(String reason, RecordToSend bad) {
        assertThat(GcpPreflight.of(batch(bad))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, reason));
        assertThat(GcpPreflight.of(batch(of("c1", 1), bad))).extracting(Answer::outcome)
                .containsOnly(Outcome.BATCH_REFUSED);
    }

    static Stream<Arguments> unsendable() {
        return Stream.of(
                Arguments.of("invalid-quantity", of("c2", 0)),
                Arguments.of("invalid-quantity", of("c2", GcpLimits.MAX_QUANTITY + 1)),
                Arguments.of("invalid-usage-dimension",
                        record(identity(SERVICE, "c2", "int64"), " ", HOUR, 1)),
                Arguments.of("invalid-usage-dimension",
                        record(identity(SERVICE, "c2", "int64"), "x".repeat(256), HOUR, 1)),
                Arguments.of("missing-gcp-consumer-id",
                        record(Map.of("serviceName", SERVICE), METRIC, HOUR, 1)),
                Arguments.of("external-product-misconfigured",
                        record(identity("../other", "c2", "int64"), METRIC, HOUR, 1)));
    }

    @Test
    void oneCallIsForOneService() {
        assertThat(GcpPreflight.of(batch(of("c1", 1),
                record(identity("another.example.com", "c2", "int64"), METRIC, HOUR, 1))))
                .extracting(Answer::reason).containsOnly("invalid-request");
    }

    @Test
    @Proves("M-10")
    void twoOfOneWindowDoNotTravelTogether() {
        assertThat(GcpPreflight.of(batch(of("c1", 1), of("c1", 2))))
                .extracting(Answer::outcome, Answer::reason)
                .containsOnly(tuple(Outcome.BATCH_REFUSED, "duplicate-request"));
    }

    @Test
    void aCallStaysBelowAMegabyte() {
        var records = Stream.iterate(0, i -> i + 1).limit(400)
                .map(i -> record(identity(SERVICE, "c" + i, "int64"),
                        "\u00e9".repeat(255), HOUR, 1))
                .toArray(RecordToSend[]::new);

        assertThat(GcpLimits.bytesOf(records[0]) * 400).isGreaterThan(GcpLimits.MAX_RECORD_BYTES / 2);
        assertThat(GcpPreflight.of(batch(records)).isEmpty())
                .isEqualTo(Stream.of(records).mapToLong(GcpLimits::bytesOf).sum()
                        <= GcpLimits.MAX_RECORD_BYTES);
        assertThat(GcpPreflight.of(batch(Stream.concat(Stream.of(records),
                Stream.iterate(400, i -> i + 1).limit(400).map(i -> record(
                        identity(SERVICE, "c" + i, "int64"), "\u00e9".repeat(255), HOUR, 1)))
                .toArray(RecordToSend[]::new)))).extracting(Answer::reason)
                .containsOnly("invalid-request");
    }
}
