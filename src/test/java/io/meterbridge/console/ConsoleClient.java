package io.meterbridge.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, follows nothing by itself, fills in forms with their token. */
final class ConsoleClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "the-end-of-a-part";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    ConsoleClient(int port) {
        this.port = port;
    }

    /** With the session that a token of the API is. */
    ConsoleClient as(String token) {
        cookies.put(SessionCookie.NAME, token);
        return this;
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    Page get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Opens a page and submits a form of it. */
    Page submit(String page, String to, Map<String, String> form) {
        var token = FORM_TOKEN.matcher(get(page).body());
        var filled = new LinkedHashMap<>(form);
        if (token.find()) {
            filled.put("_csrf", token.group(1));
        }
        return post(to, filled);
    }

    /** Opens a page and submits a form of it with a file in the field {@code file}. */
    Page submitFile(String page, String to, Map<String, String> form, String file) {
        var token = FORM_TOKEN.matcher(get(page).body());
        var filled = new LinkedHashMap<>(form);
        if (token.find()) {
            filled.put("_csrf", token.group(1));
        }
        var text = new StringBuilder();
        filled.forEach((name, value) -> text.append(part("name=\"" + name + "\"", "text/plain", value)));
        text.append(part("name=\"file\"; filename=\"a.csv\"", "text/csv", file)).append("--").append(BOUNDARY)
                .append("--\r\n");
        return send(request(to).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(text.toString())));
    }

    private static String part(String name, String type, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + name + "\r\nContent-Type: " + type + "\r\n\r\n"
                + content + "\r\n";
    }

    /** Submits a form as it is. */
    Page post(String to, Map<String, String> form) {
        var text = form.entrySet().stream().map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(to).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(text)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            for (var cookie : response.headers().allValues("set-cookie")) {
                var pair = cookie.split(";")[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return new Page(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came back. */
    record Page(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<String> cookiesSet() {
            return response.headers().allValues("set-cookie");
        }

        /** Where it leads, without the host. */
        String location() {
            return header("location").replaceFirst("^https?://[^/]+", "");
        }
    }
}
