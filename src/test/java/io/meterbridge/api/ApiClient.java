package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.secretscan.KnownSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls the API over HTTP; every answer it gets is held against the contract before a test sees it. */
public final class ApiClient {

    private static final ApiContract CONTRACT = ApiContract.read();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(60)).build();

    private final int port;
    private final String token;

    private ApiClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** A caller without a token. */
    public static ApiClient nobodyAt(int port) {
        return new ApiClient(port, null);
    }

    /** The same server, with this token. */
    public ApiClient as(String accessToken) {
        return new ApiClient(port, accessToken);
    }

    /** The same server, signed in. */
    public ApiClient signedIn(String clientId, String secret) {
        var answer = post("/authenticate", Map.of("client_id", clientId, "client_secret", secret));
        assertThat(answer.status()).isEqualTo(200);
        return as(answer.body().get("access_token").asText());
    }

    /** The token this client sends. */
    public String token() {
        return token;
    }

    /** A GET of a path that is not below the API. */
    public Answer outside(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answerOf(send(request.build()));
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** Any call; a body that is a String is sent as it is, everything else as JSON. */
    public Answer call(String method, String path, Object body) {
        return call(method, path, body, "application/json");
    }

    public Answer call(String method, String path, Object body, String contentType) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(120))
                .header("Content-Type", contentType)
                .header("X-Echo", "must not come back")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        noteSecretsOf(body);
        var answer = answerOf(send(request.build()));
        holdAgainstContract(method, path, answer);
        KnownSecrets.checkAnswer(method + " " + path, answer.status(), answer.response().body(), answer.body());
        return answer;
    }

    private static void noteSecretsOf(Object body) {
        if (body != null && !(body instanceof String)) {
            KnownSecrets.noteRequest(JSON.valueToTree(body));
        }
    }

    /** A POST that happens once, however often it is sent. */
    public Answer postOnce(String key, String path, Object body) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
        var answer = answerOf(send(request.build()));
        holdAgainstContract("POST", path, answer);
        return answer;
    }

    /** The absolute URL of a path below the API. */
    public URI uri(String path) {
        var raw = path.replace("[", "%5B").replace("]", "%5D");
        return URI.create("http://localhost:" + port + ApiContract.BASE_PATH + raw);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answerOf(HttpResponse<String> response) {
        var type = response.headers().firstValue("content-type").orElse("");
        var body = type.contains("json") && !response.body().isEmpty() ? parse(response.body()) : null;
        return new Answer(response.statusCode(), type, body, response);
    }

    private static void holdAgainstContract(String method, String path, Answer answer) {
        assertThat(answer.response().headers().map()).doesNotContainKey("x-echo");
        var plain = path.split("\\?")[0].replaceAll("/$", "");
        CONTRACT.find(method, plain).ifPresent(operation -> {
            var pointer = CONTRACT.answerPointer(operation, answer.status());
            if (pointer == null) {
                assertThat(answer.response().body()).isEmpty();
                return;
            }
            assertThat(answer.type()).as("%s %s answered %s", method, path, answer.status())
                    .contains(answer.status() < 300 ? "application/json" : "application/problem+json");
            assertThat(CONTRACT.schemaAt(pointer).validate(answer.body()))
                    .as("%s %s answered %s", method, path, answer.body()).isEmpty();
        });
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String text(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, String type, JsonNode body, HttpResponse<String> response) {

        /** A text at a JSON pointer. */
        public String at(String pointer) {
            return body.at(pointer).asText();
        }

        /** The same answer, once its status is this. */
        public Answer is(int expected) {
            assertThat(status).as("answer %s", body).isEqualTo(expected);
            return this;
        }
    }
}
