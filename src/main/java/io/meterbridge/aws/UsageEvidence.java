package io.meterbridge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.aws.AwsReply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is kept of an attempt: the record as it was sent, and AWS's words about it. Nothing secret.
 */
final class UsageEvidence {

    private UsageEvidence() {
    }

    /**
     * Completes answers to a call that was answered; their evidence so far is AWS's own result, if
     * any.
     */
    static List<Answer> ofAnswer(
            List<Answer> answers,
            Batch batch,
            int status,
            AwsReply reply,
            byte[] body,
            AwsKeys keys) {
        return complete(answers, batch, answer -> {
            var evidence = JsonNodeFactory.instance.objectNode().put("http", status);
            if (reply instanceof AwsReply.Refused refused) {
                evidence.putObject("error")
                        .put("type", refused.type())
                        .put("message", keys.redact(refused.message()));
            } else if (answer.evidence() != null) {
                var name = answer.outcome() == Outcome.LATER ? "unprocessed" : "result";
                evidence.putRawValue(name, new RawValue(answer.evidence()));
            } else {
                evidence.put("answer", keys.excerpt(new String(body, UTF_8)));
            }
            return evidence;
        });
    }

    /** Completes answers to a call that was not made or not answered. */
    static List<Answer> ofFailure(List<Answer> answers, Batch batch, String failure) {
        return complete(answers, batch,
                answer -> JsonNodeFactory.instance.objectNode().put("failure", failure));
    }

    private static List<Answer> complete(
            List<Answer> answers, Batch batch, Function<Answer, ObjectNode> evidenceOf) {
        var sent = batch.records().stream()
                .collect(Collectors.<RecordToSend, UUID, RecordToSend>toMap(
                        RecordToSend::id, item -> item, (one, same) -> one));
        var completed = new ArrayList<Answer>();
        for (var answer : answers) {
            var evidence = evidenceOf.apply(answer);
            evidence.set("request", UsageRequest.itemOf(sent.get(answer.recordId())));
            completed.add(answer.withEvidence(storable(evidence.toString())));
        }
        return List.copyOf(completed);
    }

    /** PostgreSQL's jsonb takes neither the character NUL nor half of a surrogate pair. */
    private static String storable(String json) {
        return new String(json.getBytes(UTF_8), UTF_8).replace("\\u0000", "\\ufffd");
    }
}
