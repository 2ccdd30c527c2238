package io.meterbridge.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import io.meterbridge.proof.RawHttp.Reply;
import java.util.ArrayList;
import java.util.List;

/** Holds an answer against the contract, whatever was asked. */
final class FuzzedAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";
    private static final String UNREACHABLE = "urn:meterbridge:problem:provider-unreachable";

    private final ApiContract contract;
    private final JsonNode document;

    FuzzedAnswer(ApiContract contract, JsonNode document) {
        this.contract = contract;
        this.document = document;
    }

    /**
     * The answer's JSON once nothing is wrong with it, or null when it has none.
     *
     * @throws AssertionError saying what is wrong with the answer
     */
    JsonNode check(Operation operation, Reply reply) {
        var wrong = new ArrayList<String>();
        var good = reply.status() < 300;
        if (good && reply.status() != operation.successStatus()) {
            wrong.add("a good answer has status " + operation.successStatus());
        }
        if (reply.body().length == 0 && reply.status() == 204) {
            return verdict(wrong, reply, null);
        }
        if (good && !declared(operation, reply).contains(mediaType(reply))) {
            wrong.add("the contract has no " + reply.type() + " here");
        }
        if (!good && !mediaType(reply).equals(PROBLEM)) {
            wrong.add("an error is a problem document, not " + reply.type());
        }
        if (!wrong.isEmpty() || !mediaType(reply).endsWith("json")) {
            return verdict(wrong, reply, null);
        }
        var body = parse(reply);
        if (reply.status() >= 500 && !body.path("type").asText().equals(UNREACHABLE)) {
            wrong.add("nothing that is asked may end in a " + reply.status());
        }
        if (!good && body.path("status").asInt() != reply.status()) {
            wrong.add("the problem document says another status");
        }
        contract.schemaAt(contract.answerPointer(operation, reply.status())).validate(body)
                .forEach(message -> wrong.add(message.toString()));
        return verdict(wrong, reply, body);
    }

    private static JsonNode verdict(List<String> wrong, Reply reply, JsonNode body) {
        if (!wrong.isEmpty()) {
            throw new AssertionError(wrong + "\n  " + reply.status() + " " + reply.type() + " "
                    + shortened(reply.text()));
        }
        return body;
    }

    private JsonNode parse(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + shortened(reply.text()), e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> declared(Operation operation, Reply reply) {
        var types = new ArrayList<String>();
        document.at("/paths").path(operation.path()).path(operation.method().toLowerCase(java.util.Locale.ROOT))
                .path("responses").path(String.valueOf(reply.status())).path("content")
                .fieldNames().forEachRemaining(types::add);
        return types;
    }

    private static String mediaType(Reply reply) {
        return reply.type().split(";")[0].strip();
    }

    static String shortened(String text) {
        return text.length() < 2_000 ? text : text.substring(0, 2_000) + " … (" + text.length() + " characters)";
    }
}
