package io.meterbridge.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is kept of an attempt: the operation as it was sent, and Google's words about it. Nothing
 * secret: tokens travel in a header that Google does not repeat.
 */
final class GcpEvidence {

    private static final int MOST_CHARACTERS = 500;

    private GcpEvidence() {
    }

    /**
     * Completes answers to a report that was answered; their evidence so far is Google's own entry
     * about the operation, if any.
     */
    static List<Answer> ofAnswer(List<Answer> answers, Batch batch, int status, byte[] body) {
        return complete(answers, batch, answer -> {
            var evidence = JsonNodeFactory.instance.objectNode().put("http", status);
            return answer.evidence() == null
                    ? evidence.put("answer", excerpt(body))
                    : evidence.putRawValue("result", new RawValue(answer.evidence()));
        });
    }

    /** Completes the answer of a check that spoke against the report. */
    static Answer ofCheck(Answer answer, RecordToSend item, int status, byte[] body) {
        var evidence = JsonNodeFactory.instance.objectNode().put("http", status);
        if (answer.evidence() == null) {
            evidence.put("check", excerpt(body));
        } else {
            evidence.putRawValue("check", new RawValue(answer.evidence()));
        }
        return completed(answer, item, evidence);
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
        var complete = new ArrayList<Answer>();
        for (var answer : answers) {
            complete.add(completed(answer, sent.get(answer.recordId()), evidenceOf.apply(answer)));
        }
        return List.copyOf(complete);
    }

    private static Answer completed(Answer answer, RecordToSend item, ObjectNode evidence) {
        evidence.put("service", item.identity().get("serviceName"));
        evidence.set("request", OperationJson.itemOf(item));
        return answer.withEvidence(storable(evidence.toString()));
    }

    private static String excerpt(byte[] body) {
        var text = body == null ? "" : new String(body, UTF_8);
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }

    /** PostgreSQL's jsonb takes neither the character NUL nor half of a surrogate pair. */
    private static String storable(String json) {
        return new String(json.getBytes(UTF_8), UTF_8).replace("\\u0000", "\\ufffd");
    }
}
