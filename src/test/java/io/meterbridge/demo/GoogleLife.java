package io.meterbridge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.sandbox.GoogleEntitlement;
import io.meterbridge.sandbox.PubSubServer;
import io.meterbridge.sandbox.Sandbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An entitlement on Google Cloud, told by messages of the seller's Pub/Sub subscription. */
final class GoogleLife implements LivingContract {

    private final Sandbox sandbox;
    private final PubSubServer pubSub;
    private final String subscription;
    private final String provider;
    private final String service;
    private GoogleEntitlement entitlement;

    GoogleLife(Sandbox sandbox, PubSubServer pubSub, String subscription, String provider, String service) {
        this.sandbox = sandbox;
        this.pubSub = pubSub;
        this.subscription = subscription;
        this.provider = provider;
        this.service = service;
    }

    @Override
    public String cloud() {
        return "gcp";
    }

    @Override
    public void begins(Instant at) {
        var id = UUID.randomUUID().toString();
        entitlement = sandbox.google().entitlement(provider, service, id, "project_number:" + id)
                .metric(service + "/" + LivingSeller.DIMENSION, new BigDecimal("0.01"))
                .bought("account-" + id, service, "payg").startsAt(at);
        says("ACTIVE", at);
    }

    @Override
    public void changes(Instant at) {
        entitlement.movesToPlan("pro", at);
        says("PLAN_CHANGED", at);
    }

    @Override
    public void goesOn(Instant at) {
        entitlement.offerEndsAt(at.plus(Duration.ofDays(365))).state("ACTIVE", at);
        says("RENEWED", at);
    }

    @Override
    public void ends(Instant at) {
        entitlement.cancelledAt(at);
        says("CANCELLED", at);
    }

    private void says(String type, Instant at) {
        var message = JsonNodeFactory.instance.objectNode().put("eventId", UUID.randomUUID().toString())
                .put("eventType", "ENTITLEMENT_" + type).put("providerId", provider);
        message.putObject("entitlement").put("id", entitlement.id()).put("updateTime", at.toString());
        pubSub.publish(subscription, message.toString(), Map.of());
    }
}
