package io.meterbridge.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meterbridge.api.openapi.ApiContract;
import io.meterbridge.api.openapi.Operation;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Makes requests to an operation out of its part of the contract, some good, most of them spoilt somewhere. */
final class FuzzedCall {

    private static final JsonMapper PLAIN = mapper(false);
    /** Writes every character beyond ASCII as an escape, so that half a surrogate pair arrives as it is. */
    private static final JsonMapper ESCAPED = mapper(true);
    private static final List<String> TYPES = List.of("application/json", "application/json; charset=utf-16",
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense", "*/*");
    private static final List<String> PATHS = List.of("%00", "%zz", "..%2f..%2f", "%2e%2e", ";a=b", "%252e", "~",
            "%E2%82", "\"", "<x>", "{id}", "|", "a%20b", "//", "-", "%EF%BF%BF");

    private final ApiContract contract;
    private final JsonNode document;
    private final Random random;
    private final KnownThings known;
    private final SchemaValues values;
    private final OddValues odd;

    FuzzedCall(ApiContract contract, JsonNode document, Random random, KnownThings known) {
        this.contract = contract;
        this.document = document;
        this.random = random;
        this.known = known;
        this.values = new SchemaValues(document, random, known);
        this.odd = new OddValues(random);
    }

    private static JsonMapper mapper(boolean escaped) {
        var factory = JsonFactory.builder()
                .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(5_000).build())
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, escaped).build();
        return JsonMapper.builder(factory).build();
    }

    /**
     * A request's bytes.
     *
     * @param token what the caller would send, or null for nobody's call
     */
    byte[] draw(Operation operation, String token) {
        var target = "/api" + path(operation) + (random.nextInt(10) == 0 ? "/" : "") + query(operation);
        var body = operation.takesBody() ? body(operation) : random.nextInt(40) == 0 ? odd.text().getBytes(
                StandardCharsets.UTF_8) : new byte[0];
        var head = new StringBuilder(operation.method()).append(' ').append(target).append(" HTTP/1.1\r\n")
                .append("Host: localhost\r\n");
        if (body.length > 0 || operation.takesBody()) {
            head.append("Content-Length: ").append(body.length).append("\r\nContent-Type: ")
                    .append(often() ? TYPES.get(0) : TYPES.get(random.nextInt(TYPES.size()))).append("\r\n");
        }
        authorization(token, head);
        if (random.nextInt(30) == 0) {
            head.append("Accept: text/html\r\n");
        }
        if (random.nextInt(10) == 0) {
            head.append("Idempotency-Key: key-").append(random.nextInt(50)).append("\r\n");
        }
        head.append("\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private boolean often() {
        return random.nextInt(12) > 0;
    }

    private void authorization(String token, StringBuilder head) {
        var dice = random.nextInt(60);
        if (token != null && dice > 2) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        } else if (dice > 0) {
            head.append("Authorization: ").append(dice == 1 ? "Bearer " : "Basic ")
                    .append(dice == 1 ? "not a token %" : "YTpi").append("\r\n");
        }
    }

    private String path(Operation operation) {
        var path = operation.path();
        while (path.contains("{")) {
            var from = path.indexOf('{');
            var to = path.indexOf('}') + 1;
            var id = random.nextInt(10) > 0 ? known.idOf(operation.path(), random)
                    : random.nextInt(3) > 0 ? encoded(odd.text()) : PATHS.get(random.nextInt(PATHS.size()));
            if (id.isEmpty()) {
                // nothing there would ask for the list
                id = "-";
            }
            path = path.substring(0, from) + (id.length() > 4_000 ? id.substring(0, 4_000) : id) + path.substring(to);
        }
        return path;
    }

    private String query(Operation operation) {
        if (operation.queryValues().isEmpty() && often()) {
            return "";
        }
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        operation.queryValues().values().forEach(value -> {
            if (random.nextInt(5) == 0) {
                var text = random.nextInt(4) > 0
                        ? values.of(document.at(value.schemaPointer()), value.name()).asText() : odd.text();
                query.add(spelled(value.name(), value.cloudIdentifier()) + "=" + cut(encoded(text)));
            }
        });
        if (random.nextInt(15) == 0) {
            query.add(cut(encoded(odd.text())) + (random.nextBoolean() ? "=%zz" : ""));
        }
        return query.toString();
    }

    /** Tomcat reads heads of a few kilobytes only, and says so to longer ones. */
    private static String cut(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) : text;
    }

    private String spelled(String name, boolean identifier) {
        return switch (random.nextInt(identifier ? 4 : 2)) {
            case 0 -> name;
            case 1 -> "filter[" + name + "]";
            case 2 -> "filter[cloud_identifiers][" + name + "]";
            default -> "filter%5Bcloud_identifiers." + name + "%5D";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private byte[] body(Operation operation) {
        var text = operation.bodyType().startsWith("text/") ? file() : json(operation);
        return switch (random.nextInt(40)) {
            case 0 -> text.substring(0, random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 1 -> (text + odd.text()).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.getBytes(StandardCharsets.UTF_16);
            case 3 -> broken(text.getBytes(StandardCharsets.UTF_8));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private String json(Operation operation) {
        var body = values.of(document.at(contract.bodyPointer(operation)), null);
        for (var i = random.nextInt(3); i > 0; i--) {
            body = odd.spoil(body);
        }
        return write(body);
    }

    /** A report file, most lines of which can be read. */
    private String file() {
        var lines = new StringJoiner("\n");
        lines.add(often() ? "license_arn,dimension,usage_start,usage_end,units,amount,currency" : odd.text());
        for (var i = random.nextInt(4); i > 0; i--) {
            var day = "2026-03-" + random.nextInt(10, 32);
            lines.add(String.join(",", often() ? "arn-" + random.nextInt(9) : odd.text(), often() ? "" : odd.text(),
                    often() ? day : odd.text(), often() ? day + "T23:00:00Z" : "", "" + random.nextInt(), "1.50", "USD"));
        }
        return lines.toString();
    }

    private byte[] broken(byte[] bytes) {
        for (var i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String write(JsonNode body) {
        try {
            return (random.nextBoolean() ? PLAIN : ESCAPED).writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
