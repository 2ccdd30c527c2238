package io.meterbridge.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.HOUR;
import static io.meterbridge.marketplace.aws.AwsRecords.batch;
import static io.meterbridge.marketplace.aws.AwsRecords.byAccount;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.aws.AwsAnswers;
import io.meterbridge.marketplace.aws.AwsReply;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"M-13", "R-13"})
class UsageAnswerTest {

    private static final AwsKeys KEYS = new AwsKeys("AKIA", "the-secret", "the-token", null);

    private final Batch batch = batch(byAccount("111111111111", HOUR, 7));

    @Test
    void epochSecondsMayHaveDecimals() {
        for (var timestamp : List.of("%d", "%d.000", "%d.0E0")) {
            assertThat(outcomeOf(result(timestamp.formatted(HOUR.getEpochSecond()), "7", "Success")))
                    .isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void theErrorsNameMayCarryANamespace() {
        var json = "{\"__type\":\"com.amazonaws.marketplace#ThrottlingException\",\"Message\":\"slow\"}";

        assertThat(UsageAnswer.read(400, json.getBytes(UTF_8)))
                .isEqualTo(new AwsReply.Refused("ThrottlingException", "slow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"Results\":7}",
        "{\"Results\":null}",
        "{\"Results\":[]",
        "{\"Results\":[]} {\"Results\":[]}",
        "{\"Results\":[],\"Results\":[]}",
        "{\"Results\":[7,null,{},[],{\"UsageRecord\":null,\"Status\":\"Success\"}]}",
        "<html>It works!</html>"})
    void anAnswerThatIsNotPlainlyAwssProvesNothing(String body) {
        assertThat(outcomeOf(body)).isEqualTo(Outcome.NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1763643600.5", "\"1763643600\"", "null",
        "99999999999999999999999999999999999999"})
    void aTimestampThatIsNoWholeSecondProvesNothing(String timestamp) {
        assertThat(outcomeOf(result(timestamp, "7", "Success"))).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void everyPieceOfAnAnswerProvesNothing() {
        var whole = result(String.valueOf(HOUR.getEpochSecond()), "7", "Success");
        for (var length = 0; length < whole.length(); length++) {
            assertThat(outcomeOf(whole.substring(0, length))).isEqualTo(Outcome.NO_ANSWER);
        }
        assertThat(outcomeOf(whole)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void noiseNeverBecomesAnythingButNoAnswerAndItsEvidenceIsAlwaysJson() throws IOException {
        var random = new Random(13);
        var json = new ObjectMapper();
        for (var round = 0; round < 2_000; round++) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            var reply = UsageAnswer.read(200, noise);
            var answers = UsageEvidence.ofAnswer(
                    AwsAnswers.of(200, reply, null, batch), batch, 200, reply, noise, KEYS);

            assertThat(answers).extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
            var evidence = answers.get(0).evidence();
            assertThat(json.readTree(evidence).path("request").path("Quantity").intValue()).isEqualTo(7);
            assertThat(evidence).doesNotContain("\\u0000");
            assertThat(new String(evidence.getBytes(UTF_8), UTF_8)).isEqualTo(evidence);
        }
    }

    private Outcome outcomeOf(String body) {
        var reply = UsageAnswer.read(200, body.getBytes(UTF_8));
        return AwsAnswers.of(200, reply, null, batch).get(0).outcome();
    }

    private static String result(String timestamp, String quantity, String status) {
        return "{\"Results\":[{\"UsageRecord\":{\"Timestamp\":" + timestamp
                + ",\"CustomerAWSAccountId\":\"111111111111\",\"Dimension\":\"units\",\"Quantity\":"
                + quantity + "},\"MeteringRecordId\":\"r-1\",\"Status\":\"" + status + "\"}]}";
    }
}
