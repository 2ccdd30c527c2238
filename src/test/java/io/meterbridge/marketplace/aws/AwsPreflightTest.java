package io.meterbridge.marketplace.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.HOUR;
import static io.meterbridge.marketplace.aws.AwsRecords.batch;
import static io.meterbridge.marketplace.aws.AwsRecords.byAccount;
import static io.meterbridge.marketplace.aws.AwsRecords.byLicense;
import static io.meterbridge.marketplace.aws.AwsRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Proves("R-15")
class AwsPreflightTest {

    private static final String ARN = "arn:aws:license-manager::1:license:l-0a";

    @Test
    void aBatchThatAwsCanTakeHasNothingAgainstIt() {
        assertThat(AwsPreflight.of(batch(byLicense("1", ARN, 0), byLicense("2", ARN, 5)))).isEmpty();
        assertThat(AwsPreflight.of(batch(
                byAccount("1", HOUR, AwsLimits.MAX_QUANTITY), byAccount("2", HOUR, 1)))).isEmpty();
    }

    @Test
    void moreUnitsThanAwsCountsAreRefusedAlone() {
        var tooMany = byAccount("1", HOUR, AwsLimits.MAX_QUANTITY + 1);

        assertThat(AwsPreflight.of(batch(tooMany))).containsExactly(
                Answer.of(tooMany.id(), Outcome.REFUSED, "refused-before-sending")
                        .because("invalid-quantity"));
    }

    @Test
    void oneBadRecordAmongSeveralAsksForSmallerBatches() {
        var good = byAccount("1", HOUR, 1);
        var bad = byAccount("2", HOUR, AwsLimits.MAX_QUANTITY + 1);

        assertThat(AwsPreflight.of(batch(good, bad))).extracting(Answer::outcome)
                .containsExactly(Outcome.BATCH_REFUSED, Outcome.BATCH_REFUSED);
    }

    @Test
    void aLicenceTogetherWithAProductCodeWouldBeBilledTwiceAndNeverLeaves() {
        var both = record(
                Map.of("ProductCode", "prod-1", "CustomerAWSAccountId", "1", "LicenseArn", ARN),
                "units", HOUR, 1);

        assertThat(reasonAgainst(both)).isEqualTo("invalid-license");
    }

    @Test
    void aRecordThatNamesNobodyOrTwoNeverLeaves() {
        assertThat(reasonAgainst(record(Map.of("LicenseArn", ARN), "units", HOUR, 1)))
                .isEqualTo("customer-identifier-missing");
        assertThat(reasonAgainst(record(Map.of("ProductCode", "prod-1"), "units", HOUR, 1)))
                .isEqualTo("customer-identifier-missing");
        assertThat(reasonAgainst(record(
                Map.of("ProductCode", "prod-1", "CustomerAWSAccountId", "1", "CustomerIdentifier", "c"),
                "units", HOUR, 1)))
                .isEqualTo("customer-identifier-missing");
    }

    @Test
    void aDimensionHasBetweenOneAnd255Characters() {
        var identity = Map.of("LicenseArn", ARN, "CustomerAWSAccountId", "1");

        assertThat(reasonAgainst(record(identity, "", HOUR, 1))).isEqualTo("invalid-usage-dimension");
        assertThat(reasonAgainst(record(identity, "d".repeat(256), HOUR, 1)))
                .isEqualTo("invalid-usage-dimension");
        assertThat(AwsPreflight.of(batch(record(identity, "d".repeat(255), HOUR, 1)))).isEmpty();
    }

    @Test
    void moreThan25RecordsOrTwoProductsDoNotShareACall() {
        var crowd = IntStream.range(0, 26)
                .mapToObj(i -> byAccount(String.valueOf(i), HOUR, 1)).toArray(RecordToSend[]::new);
        var other = record(
                Map.of("ProductCode", "prod-2", "CustomerAWSAccountId", "1"), "units", HOUR, 1);

        assertThat(AwsPreflight.of(batch(crowd))).hasSize(26)
                .extracting(Answer::outcome).containsOnly(Outcome.BATCH_REFUSED);
        assertThat(AwsPreflight.of(batch(byAccount("1", HOUR, 1), other)))
                .extracting(Answer::reason).containsOnly("invalid-request");
    }

    private static String reasonAgainst(RecordToSend item) {
        return AwsPreflight.of(batch(item)).get(0).reason();
    }
}
