package io.meterbridge.azure;

import static io.meterbridge.marketplace.azure.AzureRecords.HOUR;
import static io.meterbridge.marketplace.azure.AzureRecords.batch;
import static io.meterbridge.marketplace.azure.AzureRecords.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.azure.AzureAnswers;
import io.meterbridge.marketplace.azure.AzureReply;
import io.meterbridge.marketplace.azure.AzureReply.Problem;
import java.io.IOException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves({"M-13", "R-13"})
class EventAnswerTest {

    private static final String ID = "37f9dea2-4345-438f-b0bd-03d40d28c7e0";
    private static final AzureToken TOKEN = new AzureToken("the-token", HOUR);

    private final Batch batch = batch(record(ID, HOUR, 7));

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T13:00:00Z", "2026-11-20T13:00:00", "2026-11-20T13:00:00.000Z",
        "2026-11-20T14:00:00+01:00", "2026-11-20T13:00:00.0000000Z", "2026-11-20T13:00"})
    void timesComeBackInManyForms(String time) {
        assertThat(outcomeOf(result(time, "7", "Accepted"))).isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "7.000", "0.7e1"})
    void quantitiesComeBackAsDoubles(String quantity) {
        var reply = EventAnswer.read(200, result("2026-11-20T13:00:00Z", quantity, "Accepted")
                .getBytes(UTF_8));

        assertThat(AzureAnswers.of(200, reply, null, batch, HOUR)).extracting(
                Answer::outcome, Answer::bookedQuantity).containsExactly(tuple(Outcome.ACCEPTED, 7L));
    }

    @Test
    void aConflictShowsWhatIsBooked() {
        var conflict = "{\"additionalInfo\":{\"acceptedMessage\":{\"usageEventId\":\"e-1\","
                + "\"status\":\"Duplicate\",\"messageTime\":\"0001-01-01T00:00:00\",\"resourceId\":\""
                + ID.toUpperCase() + "\",\"quantity\":9.1234567890123461,\"dimension\":\"units\","
                + "\"effectiveStartTime\":\"2026-11-20T13:20:00\",\"planId\":\"gold\"}},"
                + "\"message\":\"This usage event already exist.\",\"code\":\"Conflict\"}";

        assertThat(EventAnswer.read(409, conflict.getBytes(UTF_8)))
                .isInstanceOfSatisfying(AzureReply.Refused.class, refused -> {
                    var booked = refused.problem().accepted();
                    assertThat(refused.problem().code()).isEqualTo("Conflict");
                    assertThat(booked.eventId()).isEqualTo("e-1");
                    assertThat(booked.quantity()).isEqualByComparingTo("9.1234567890123461");
                    assertThat(booked.key().resource()).isEqualTo(ID);
                    assertThat(booked.key().start()).isEqualTo("2026-11-20T13:20:00Z");
                });
    }

    @Test
    void aBadArgumentNamesItsFields() {
        var bad = "{\"message\":\"One or more errors have occurred.\",\"target\":\"usageEventRequest\","
                + "\"code\":\"BadArgument\",\"details\":[{\"message\":\"The resourceId is required.\","
                + "\"target\":\"ResourceId\",\"code\":\"BadArgument\"},{}]}";

        assertThat(EventAnswer.read(400, bad.getBytes(UTF_8))).isEqualTo(new AzureReply.Refused(
                new Problem("BadArgument", "One or more errors have occurred.",
                        Set.of("usageEventRequest", "ResourceId"), null)));
        assertThat(EventAnswer.read(400, ("{\"error\":" + bad + "}").getBytes(UTF_8)))
                .isEqualTo(EventAnswer.read(400, bad.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "null",
        "[]",
        "7",
        "{}",
        "{\"result\":7}",
        "{\"count\":1,\"result\":null}",
        "{\"result\":[]",
        "{\"result\":[]} {\"result\":[]}",
        "{\"result\":[],\"result\":[]}",
        "{\"result\":[7,null,{},[],{\"resourceId\":null,\"status\":\"Accepted\"}]}",
        "<html>It works!</html>"})
    void anAnswerThatIsNotPlainlyAzuresProvesNothing(String body) {
        assertThat(outcomeOf(body)).isEqualTo(Outcome.NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-20", "1763643600", ""})
    void aTimeThatIsNoneProvesNothing(String time) {
        assertThat(outcomeOf(result(time, "7", "Accepted"))).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void aHugeNumberIsNotExpanded() {
        assertThat(outcomeOf(result("2026-11-20T13:00:00Z", "1e999999999", "Accepted")))
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void everyPieceOfAnAnswerProvesNothing() {
        var whole = result("2026-11-20T13:00:00Z", "7", "Accepted");
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
            var reply = EventAnswer.read(200, noise);
            var answers = EventEvidence.ofAnswer(
                    AzureAnswers.of(200, reply, null, batch, HOUR), batch, reply, noise,
                    new EventEvidence.Call(200, "c-1", null, TOKEN));

            assertThat(answers).extracting(Answer::outcome).containsExactly(Outcome.NO_ANSWER);
            var evidence = answers.get(0).evidence();
            assertThat(json.readTree(evidence).at("/request/quantity").intValue()).isEqualTo(7);
            assertThat(evidence).doesNotContain("\\u0000");
        }
    }

    private Outcome outcomeOf(String body) {
        var reply = EventAnswer.read(200, body.getBytes(UTF_8));
        return AzureAnswers.of(200, reply, null, batch, HOUR).get(0).outcome();
    }

    private static String result(String time, String quantity, String status) {
        return "{\"count\":1,\"result\":[{\"usageEventId\":\"e-1\",\"status\":\"" + status
                + "\",\"messageTime\":\"2026-11-20T14:05:00\",\"resourceId\":\"" + ID
                + "\",\"quantity\":" + quantity + ",\"dimension\":\"units\",\"effectiveStartTime\":\""
                + time + "\",\"planId\":\"gold\"}]}";
    }
}
