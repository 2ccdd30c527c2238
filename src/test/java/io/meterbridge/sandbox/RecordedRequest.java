package io.meterbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a simulated service remembers, without the key that came with it.
 *
 * @param at when it arrived, by the sandbox clock
 * @param query the query as sent, empty when there is none
 * @param headers without {@code Authorization} and session tokens; names in any case
 * @param body as sent, empty for a GET
 */
public record RecordedRequest(
        Instant at,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        String body) {

    static RecordedRequest of(SandboxRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("Authorization");
        headers.remove("X-Amz-Security-Token");
        return new RecordedRequest(request.at(), request.method(), request.path(),
                request.query(), headers, new String(request.body(), StandardCharsets.UTF_8));
    }

    /** The first value of a query parameter, or null. */
    public String parameter(String name) {
        var request = new SandboxRequest(at, method, path, query, null, new byte[0]);
        var values = request.parameters().get(name);
        return values == null ? null : values.get(0);
    }
}
