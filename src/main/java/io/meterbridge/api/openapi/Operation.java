package io.meterbridge.api.openapi;

import java.util.Map;
import java.util.Set;

/**
 * One call of the contract.
 *
 * @param id            its {@code operationId}, and the name of the {@code direct:} route that serves it
 * @param method        HTTP method in capitals
 * @param path          template below the base path, for example {@code /listings/{id}}
 * @param roles         who may call it; empty when anybody may
 * @param successStatus the status of its one good answer
 * @param queryValues   the query values it knows, by name
 * @param bodyType      what its body is, {@code application/json} or {@code text/csv}; null when it takes none
 */
public record Operation(
        String id,
        String method,
        String path,
        Set<String> roles,
        int successStatus,
        Map<String, QueryValue> queryValues,
        String bodyType) {

    /** True when it needs a body. */
    public boolean takesBody() {
        return bodyType != null;
    }

    /** True when its body is a text that is not JSON. */
    boolean takesText() {
        return bodyType != null && bodyType.startsWith("text/");
    }

    /** True when no token is needed. */
    public boolean open() {
        return roles.isEmpty();
    }

    boolean matches(String requestPath) {
        var wanted = path.split("/");
        var given = requestPath.split("/");
        if (wanted.length != given.length) {
            return false;
        }
        for (var i = 0; i < wanted.length; i++) {
            if (!isVariable(wanted[i]) && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /** How many segments are spelled out: of two paths that match, the more literal one is meant. */
    long literalSegments() {
        return java.util.Arrays.stream(path.split("/")).filter(segment -> !isVariable(segment)).count();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }
}
