package io.meterbridge.marketplace.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.HOUR;
import static io.meterbridge.marketplace.azure.AzureRecords.batch;
import static io.meterbridge.marketplace.azure.AzureRecords.record;
import static io.meterbridge.marketplace.azure.AzureRecords.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Proves("R-15")
class AzurePreflightTest {

    private static final String ID = subscription();

    @Test
    void whatAzureTakesMayLeave() {
        assertThat(AzurePreflight.of(batch(record(ID, HOUR, 1)))).isEmpty();
        assertThat(AzurePreflight.of(batch(record(ID, HOUR, AzureLimits.MAX_QUANTITY)))).isEmpty();
        assertThat(AzurePreflight.of(batch(many(25)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, invalid-quantity", "2147483648, invalid-quantity"})
    @Proves("R-26")
    void aZeroIsNeverSent(long quantity, String reason) {
        assertThat(AzurePreflight.of(batch(record(ID, HOUR, quantity))))
                .extracting(Answer::outcome, Answer::code, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, "refused-before-sending", reason));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedRecordIsNamedAlone(RecordToSend item, String reason) {
        assertThat(AzurePreflight.of(batch(item))).extracting(Answer::outcome, Answer::reason)
                .containsExactly(tuple(Outcome.REFUSED, reason));
        assertThat(AzurePreflight.of(batch(record(ID, HOUR, 1), item)))
                .extracting(Answer::outcome, Answer::reason)
                .containsOnly(tuple(Outcome.BATCH_REFUSED, reason));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(record("offer-1", HOUR, 1), "customer-identifier-missing"),
                Arguments.of(record(ID, " ", "gold", HOUR, 1, false), "invalid-usage-dimension"),
                Arguments.of(record(ID, "x".repeat(256), "gold", HOUR, 1, false),
                        "invalid-usage-dimension"),
                Arguments.of(record(ID, "units", null, HOUR, 1, false), "invalid-product-code"),
                Arguments.of(record(ID, "units", "", HOUR, 1, false), "invalid-product-code"));
    }

    @Test
    void aBatchOfMoreThanTwentyFiveIsSplit() {
        assertThat(AzurePreflight.of(batch(many(26)))).hasSize(26)
                .extracting(Answer::outcome).containsOnly(Outcome.BATCH_REFUSED);
    }

    private static RecordToSend[] many(int count) {
        return Stream.generate(() -> record(subscription(), HOUR, 1)).limit(count)
                .toArray(RecordToSend[]::new);
    }
}
