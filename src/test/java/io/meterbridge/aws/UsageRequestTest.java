package io.meterbridge.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.HOUR;
import static io.meterbridge.marketplace.aws.AwsRecords.batch;
import static io.meterbridge.marketplace.aws.AwsRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.BatchPlan;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.aws.AwsLimits;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Proves({"R-11", "R-15"})
class UsageRequestTest {

    private static final String[] ALPHABET = {"a", "7", "\"", "\\", "\u0001", "\n", "é", "€", "\ud83d\ude00", "/"};

    private final Random random = new Random(1024);

    @Test
    void plannedBatchesStayBelowOneMegabyteHoweverLongTheNamesAre() throws JsonProcessingException {
        var records = new ArrayList<RecordToSend>();
        for (var i = 0; i < 60; i++) {
            var sizes = i % 2 == 0 ? 40_000 : 300;
            records.add(record(
                    Map.of("CustomerAWSAccountId", text(sizes), "LicenseArn", text(sizes)),
                    text(255), HOUR, AwsLimits.MAX_QUANTITY));
        }

        var batches = BatchPlan.chunk(
                records, AwsLimits.MAX_RECORDS, AwsLimits.MAX_RECORD_BYTES, AwsLimits::bytesOf);

        assertThat(batches).hasSizeGreaterThan(3);
        for (var planned : batches) {
            var body = UsageRequest.bodyOf(batch(planned.toArray(RecordToSend[]::new)));
            assertThat(body).hasSizeLessThan(AwsLimits.MAX_BODY_BYTES);
            assertThat(planned).hasSizeLessThanOrEqualTo(25);
        }
    }

    @Test
    void aRecordNeverTakesMoreBytesThanPlanned() throws JsonProcessingException {
        for (var round = 0; round < 2_000; round++) {
            var item = record(
                    Map.of("ProductCode", text(random.nextInt(50)), "CustomerIdentifier", text(50)),
                    text(random.nextInt(100)), HOUR, random.nextInt(Integer.MAX_VALUE));

            assertThat(UsageRequest.bodyOf(batch(item)).length)
                    .isLessThanOrEqualTo(AwsLimits.bytesOf(item));
        }
    }

    @Test
    void aBatchGivesTheSameBytesEveryTime() throws JsonProcessingException {
        var batch = batch(
                record(Map.of("CustomerAWSAccountId", "1", "LicenseArn", "arn"), "units", HOUR, 0),
                record(Map.of("LicenseArn", "arn-2", "CustomerAWSAccountId", "2"), "units", HOUR, 5));
        var first = UsageRequest.bodyOf(batch);

        for (var round = 0; round < 100; round++) {
            assertThat(UsageRequest.bodyOf(batch)).isEqualTo(first);
        }
    }

    private String text(int characters) {
        var text = new StringBuilder();
        for (var i = 0; i < characters; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
