package io.meterbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client as sellers have it: it was written for Clazar's published API, knows nothing of Meterbridge, and
 * was given another base URL. Paths end with a slash; names are those of that API.
 */
final class ClazarClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String baseUrl;
    private final String token;

    /** Signs in; a refused credential is a {@link Refused} with status 401. */
    ClazarClient(String baseUrl, String clientId, String clientSecret) {
        this.baseUrl = baseUrl;
        var answer = call("POST", "/authenticate/", Map.of("client_id", clientId, "client_secret", clientSecret), null);
        if (!answer.get("token_type").textValue().equals("bearer") || answer.get("expires_in").intValue() != 86_400) {
            throw new IllegalStateException("not the token of this API: " + answer);
        }
        this.token = answer.get("access_token").textValue();
    }

    /** Everything that changed after an instant, page after page. */
    List<JsonNode> changedAfter(String resource, String instant) {
        List<JsonNode> found = new ArrayList<>();
        var pages = 1;
        for (var page = 1; page <= pages; page++) {
            var answer = get("/" + resource + "/?response_format=common&page_size=100&page=" + page
                    + "&last_modified_at_after=" + instant);
            pages = answer.get("page_count").intValue();
            answer.get("results").forEach(found::add);
            var last = page >= pages;
            if (answer.get("next").textValue().isEmpty() != last) {
                throw new IllegalStateException("page " + page + " of " + pages + " leads to " + answer.get("next"));
            }
        }
        return found;
    }

    JsonNode get(String path) {
        return call("GET", path, null, token);
    }

    /** Maps a buyer to a subscription of Orb and gives it properties. */
    JsonNode associate(String buyerId, String orbSubscription, Map<String, ?> customProperties) {
        return call("PATCH", "/buyers/" + buyerId + "/", Map.of(
                "external_object_associations", Map.of("orb", Map.of("mapped_object", Map.of("id", orbSubscription))),
                "custom_properties", customProperties), token);
    }

    /** Submits usage; a 200 may hold items that failed, each with a status other than {@code success}. */
    List<JsonNode> submit(List<Map<String, ?>> items) {
        List<JsonNode> results = new ArrayList<>();
        call("POST", "/metering/", Map.of("request", items), token).get("results").forEach(results::add);
        if (results.size() != items.size()) {
            throw new IllegalStateException(results.size() + " results for " + items.size() + " items");
        }
        return results;
    }

    /** Gives a record properties. */
    JsonNode describe(String recordId, Map<String, ?> customProperties) {
        return call("PATCH", "/metering/" + recordId + "/", Map.of("custom_properties", customProperties), token);
    }

    private JsonNode call(String method, String path, Object body, String bearer) {
        try {
            var request = HttpRequest.newBuilder(URI.create(baseUrl
                            + path.replace("[", "%5B").replace("]", "%5D")))
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody()
                            : BodyPublishers.ofString(json.writeValueAsString(body)));
            if (bearer != null) {
                request.header("Authorization", "Bearer " + bearer);
            }
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return read(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new Refused(answer.statusCode(), answer.body());
        }
        return json.readTree(answer.body());
    }

    /** An answer that is not 200. */
    static final class Refused extends RuntimeException {

        private final int status;

        private Refused(int status, String body) {
            super(status + ": " + body);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
