package io.meterbridge.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.marketplace.azure.AzureReply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is kept of an attempt: the record as it was sent, Azure's words about it, and the names under
 * which Microsoft finds the call again. Nothing secret.
 */
final class EventEvidence {

    private static final int EXCERPT = 500;

    private EventEvidence() {
    }

    /**
     * A call that was answered.
     *
     * @param correlationId our name for it
     * @param requestId     Azure's name for it, or null
     * @param token         what it was sent with, kept out of the evidence
     */
    record Call(int status, String correlationId, String requestId, AzureToken token) {
    }

    /** Completes answers; their evidence so far is Azure's own result, if any. */
    static List<Answer> ofAnswer(
            List<Answer> answers, Batch batch, AzureReply reply, byte[] body, Call call) {
        return complete(answers, batch, answer -> {
            var evidence = JsonNodeFactory.instance.objectNode().put("http", call.status())
                    .put("correlation_id", call.correlationId());
            if (call.requestId() != null) {
                evidence.put("request_id", call.requestId());
            }
            if (reply instanceof AzureReply.Refused refused) {
                var problem = refused.problem();
                evidence.putObject("error")
                        .put("code", problem.code())
                        .put("message", call.token().redact(problem.message()))
                        .put("targets", String.join(" ", problem.targets()));
            } else if (answer.evidence() != null) {
                evidence.putRawValue("result", new RawValue(answer.evidence()));
            } else {
                evidence.put("answer", excerpt(call.token().redact(new String(body, UTF_8))));
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
            evidence.set("request", EventRequest.itemOf(sent.get(answer.recordId())));
            completed.add(answer.withEvidence(storable(evidence.toString())));
        }
        return List.copyOf(completed);
    }

    private static String excerpt(String text) {
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) : text;
    }

    /** PostgreSQL's jsonb takes neither the character NUL nor half of a surrogate pair. */
    private static String storable(String json) {
        return new String(json.getBytes(UTF_8), UTF_8).replace("\\u0000", "\\ufffd");
    }
}
