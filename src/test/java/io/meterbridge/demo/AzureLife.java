package io.meterbridge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.sandbox.AzureSubscription;
import io.meterbridge.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A subscription on Azure, told by calls of the seller's webhook under tokens that Entra signed. */
final class AzureLife implements LivingContract {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CHEAP = "silver";
    private static final String DEAR = "gold";

    private final Sandbox sandbox;
    private final URI webhook;
    private final String tenant;
    private final String client;
    private final String offer;
    private AzureSubscription subscription;

    AzureLife(Sandbox sandbox, URI webhook, String tenant, String client, String offer) {
        this.sandbox = sandbox;
        this.webhook = webhook;
        this.tenant = tenant;
        this.client = client;
        this.offer = offer;
    }

    @Override
    public String cloud() {
        return "azure";
    }

    @Override
    public void begins(Instant at) {
        subscription = sandbox.azure().subscription(UUID.randomUUID().toString(), offer, CHEAP)
                .dimension(CHEAP, LivingSeller.DIMENSION, new BigDecimal("0.01"))
                .dimension(DEAR, LivingSeller.DIMENSION, new BigDecimal("0.02"))
                .soldThrough(client).bought(UUID.randomUUID().toString(), at, at.plus(Duration.ofDays(30)));
        says("Subscribe", UUID.randomUUID().toString(), CHEAP, CHEAP, at);
    }

    @Override
    public void changes(Instant at) {
        var operation = UUID.randomUUID().toString();
        subscription.asksForPlan(operation, DEAR);
        says("ChangePlan", operation, DEAR, CHEAP, at);
    }

    @Override
    public void goesOn(Instant at) {
        subscription.termEndsAt(at.plus(Duration.ofDays(60)));
        says("Renew", UUID.randomUUID().toString(), DEAR, DEAR, at);
    }

    @Override
    public void ends(Instant at) {
        subscription.unsubscribe(at);
        says("Unsubscribe", UUID.randomUUID().toString(), DEAR, DEAR, at);
    }

    private void says(String action, String operation, String plan, String planBefore, Instant at) {
        var body = JsonNodeFactory.instance.objectNode().put("id", operation).put("action", action)
                .put("subscriptionId", subscription.id()).put("offerId", offer).put("planId", plan)
                .put("timeStamp", at.toString()).put("status", "Succeeded");
        body.putObject("subscription").put("id", subscription.id()).put("planId", planBefore);
        var token = sandbox.entra().signingKeys().webhookToken(tenant, client, sandbox.clock().instant());
        var request = HttpRequest.newBuilder(webhook).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token).POST(BodyPublishers.ofString(body.toString())).build();
        try {
            var answer = HTTP.send(request, BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(webhook + " answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
