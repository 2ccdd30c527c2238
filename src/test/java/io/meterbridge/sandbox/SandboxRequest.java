package io.meterbridge.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request as a simulated service sees it.
 *
 * @param at when it arrived, by the sandbox clock
 * @param path the path, percent-decoded
 * @param query the query as sent, empty when there is none
 * @param headers names in any case
 */
record SandboxRequest(
        Instant at, String method, String path, String query, Headers headers, byte[] body) {

    /** Far above any documented limit: a body beyond it would only waste the test's memory. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    static SandboxRequest read(HttpExchange exchange, Instant at) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new SandboxRequest(at, exchange.getRequestMethod(), uri.getPath(), query,
                exchange.getRequestHeaders(), body);
    }

    /** The header's first value, or null. */
    String header(String name) {
        return headers.getFirst(name);
    }

    /** The query's parameters in the order sent. */
    Map<String, List<String>> parameters() {
        return decodeForm(query);
    }

    /** The body's parameters, when the body is a form. */
    Map<String, List<String>> form() {
        return decodeForm(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> decodeForm(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (text.isEmpty()) {
            return parameters;
        }
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.computeIfAbsent(decode(name), any -> new ArrayList<>()).add(decode(value));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
