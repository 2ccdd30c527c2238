package io.meterbridge.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated Entra and Azure Marketplace with one subscription, and calls to them. */
abstract class AzureCalls {

    static final String TENANT = "11111111-1111-1111-1111-111111111111";
    static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    static final String SECRET = "a~secret+of/the=application";
    static final String RESOURCE = "37f9dea2-4345-438f-b0bd-03d40d28c7e0";
    static final Instant HOUR = Instant.parse("2026-03-10T11:00:00Z");
    static final String METERING = "20e940b3-4c77-4b0b-9a53-9e16a1b010a7";

    final SandboxClock clock = SandboxClock.frozenAt(Instant.parse("2026-03-10T12:05:00Z"));
    final EntraApplications applications = new EntraApplications();
    SimulatedEntra entra;
    SimulatedAzureMarketplace azure;
    AzureSubscription subscription;

    @BeforeEach
    void start() {
        applications.register(TENANT, CLIENT, SECRET);
        entra = SimulatedEntra.start(clock, applications);
        azure = SimulatedAzureMarketplace.start(clock, applications);
        subscription = azure.subscription(RESOURCE, "offer-1", "gold")
                .dimension("usd", new BigDecimal("0.05")).soldThrough(CLIENT);
    }

    @AfterEach
    void stop() {
        entra.close();
        azure.close();
    }

    SandboxClient.Reply signIn(String tenant, String form) {
        return SandboxClient.send(HttpRequest.newBuilder(
                URI.create(entra.authorityHost() + "/" + tenant + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build());
    }

    static String form(String client, String secret, String scope) {
        return "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret, UTF_8)
                + "&scope=" + scope;
    }

    String token() {
        return signIn(TENANT, form(CLIENT, SECRET, METERING + "/.default")).json()
                .get("access_token").asText();
    }

    SandboxClient.Reply meter(String... events) {
        return post(token(), "batchUsageEvent",
                "{\"request\":[" + String.join(",", events) + "]}");
    }

    SandboxClient.Reply post(String token, String call, String body) {
        return SandboxClient.send(HttpRequest.newBuilder(
                URI.create(azure.url() + "/api/" + call + "?api-version=2018-08-31"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body)).build());
    }

    SandboxClient.Reply get(String pathAndQuery) {
        var url = azure.url() + pathAndQuery + (pathAndQuery.contains("?") ? "&" : "?")
                + "api-version=2018-08-31";
        return SandboxClient.get(url, "Authorization", "Bearer " + token());
    }

    static String event(Instant start, String quantity) {
        return event(RESOURCE, "usd", "gold", start.toString(), quantity);
    }

    static String event(
            String resource, String dimension, String plan, String start, String quantity) {
        return ("{\"resourceId\":\"%s\",\"quantity\":%s,\"dimension\":\"%s\","
                + "\"effectiveStartTime\":\"%s\",\"planId\":\"%s\"}")
                .formatted(resource, quantity, dimension, start, plan);
    }

    static JsonNode resultOf(SandboxClient.Reply answer) {
        return answer.json().at("/result/0");
    }

    static String statusOf(SandboxClient.Reply answer) {
        return resultOf(answer).path("status").asText(answer.body());
    }
}
