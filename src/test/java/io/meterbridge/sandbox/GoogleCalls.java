package io.meterbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated Google with one service account and one entitlement, and calls to it. */
abstract class GoogleCalls {

    static final String SERVICE = "product.example.com";
    static final String METRIC = SERVICE + "/usage_fee";
    static final String CONSUMER = "project_number:42";
    static final Instant NOW = Instant.parse("2026-03-10T12:05:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    final SandboxClock clock = SandboxClock.frozenAt(NOW);
    SimulatedGoogle google;
    GoogleServiceAccount account;
    GoogleEntitlement entitlement;

    @BeforeEach
    void start() {
        google = SimulatedGoogle.start(clock);
        account = google.serviceAccount("bridge@sandbox.iam.gserviceaccount.com", "provider-1");
        entitlement = google.entitlement("provider-1", SERVICE, "entitlement-1", CONSUMER)
                .metric(METRIC, new BigDecimal("0.01"));
    }

    @AfterEach
    void stop() {
        google.close();
    }

    /** Claims as Google wants them; {@code more} goes over them. */
    Map<String, Object> claims(Map<String, ?> more) {
        var seconds = clock.instant().getEpochSecond();
        var claims = new HashMap<String, Object>(Map.of("iss", account.email(),
                "scope", "https://www.googleapis.com/auth/cloud-platform",
                "aud", google.tokenUri(), "iat", seconds, "exp", seconds + 3600));
        claims.putAll(more);
        return claims;
    }

    SandboxClient.Reply askForToken(Map<String, Object> claims, GoogleServiceAccount signer) {
        try {
            var text = part(Map.of("alg", "RS256", "typ", "JWT", "kid", account.keyId())) + "."
                    + part(claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.keys().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return post(google.tokenUri(), null, "grant_type=" + URLEncoder.encode(
                    "urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                    + "&assertion=" + text + "." + encoded(signature.sign()));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String token() {
        return askForToken(claims(Map.of()), account).json().path("access_token").asText();
    }

    SandboxClient.Reply check(String token, String consumer) {
        return post(google.serviceControlUrl() + "/v1/services/" + SERVICE + ":check", token,
                "{\"operation\":{\"operationId\":\"op\",\"operationName\":\"orb-usage\","
                        + "\"consumerId\":\"" + consumer + "\",\"startTime\":\"2026-03-10T11:00:00Z\"}}");
    }

    SandboxClient.Reply report(String token, String... operations) {
        return post(google.serviceControlUrl() + "/v1/services/" + SERVICE + ":report", token,
                "{\"operations\":[" + String.join(",", operations) + "]}");
    }

    static String operation(String id, String start, String end, String value) {
        return operation(id, CONSUMER, METRIC, start, end, value);
    }

    static String operation(
            String id, String consumer, String metric, String start, String end, String value) {
        return """
                {"operationId":"%s","operationName":"orb-usage","consumerId":"%s","startTime":"%s",
                 "endTime":"%s","metricValueSets":[{"metricName":"%s","metricValues":[{%s}]}]}"""
                .formatted(id, consumer, start, end, metric, value);
    }

    static String units(int units) {
        return "\"int64Value\":\"" + units + "\"";
    }

    static SandboxClient.Reply post(String url, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return SandboxClient.send(request.build());
    }

    private static String part(Map<String, Object> fields) throws JsonProcessingException {
        return encoded(JSON.writeValueAsBytes(fields));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
