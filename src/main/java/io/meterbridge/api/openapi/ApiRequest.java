package io.meterbridge.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.problem.ProblemType;
import io.meterbridge.api.security.Caller;
import java.util.Map;
import java.util.UUID;

/**
 * One call as its route sees it: checked against the contract, with its caller.
 *
 * @param caller who calls, or null when the operation is open to anybody
 * @param path   the variables of the path
 * @param query  the known query values, by their plain names
 * @param body   the JSON body, or null when the operation takes none
 * @param url    the absolute URL as it was called, with its query
 * @param source the address it came from
 * @param idempotencyKey what makes a POST happen once, or null
 */
public record ApiRequest(
        Operation operation,
        Caller caller,
        Map<String, String> path,
        Map<String, String> query,
        JsonNode body,
        String url,
        String source,
        String idempotencyKey) {

    /** The seller on whose behalf the call runs. */
    public UUID sellerId() {
        if (caller == null || caller.sellerId() == null) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This call needs a seller's token.");
        }
        return caller.sellerId();
    }

    /** The {@code {id}} of the path. */
    public UUID id() {
        return UUID.fromString(path.get("id"));
    }

    /** The body, which the contract says is an object. */
    public ObjectNode object() {
        return (ObjectNode) body;
    }
}
