package io.meterbridge.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.sandbox.MarketplaceAgreement;
import io.meterbridge.sandbox.Sandbox;
import io.meterbridge.sandbox.SqsServer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An agreement on AWS, told by EventBridge's events in the seller's queue. */
final class AwsLife implements LivingContract {

    private static final String CHEAP = "0.01";
    private static final String DEAR = "0.02";

    private final Sandbox sandbox;
    private final SqsServer sqs;
    private final String queue;
    private final String product;
    private final String account = Long.toString(800_000_000_000L + Math.abs(UUID.randomUUID().hashCode()));
    private final String id = "agmt-" + UUID.randomUUID();
    private final String nextId = "agmt-" + UUID.randomUUID();
    private MarketplaceAgreement agreement;
    private MarketplaceAgreement next;

    AwsLife(Sandbox sandbox, SqsServer sqs, String queue, String product) {
        this.sandbox = sandbox;
        this.sqs = sqs;
        this.queue = queue;
        this.product = product;
    }

    @Override
    public String cloud() {
        return "aws";
    }

    @Override
    public void begins(Instant at) {
        agreement = sandbox.agreements().agreement(id, account).runs(at, at.plus(Duration.ofDays(365)))
                .usagePrice(LivingSeller.DIMENSION, CHEAP);
        created(id, "NEW", null, at);
    }

    @Override
    public void changes(Instant at) {
        agreement.usagePrice(LivingSeller.DIMENSION, DEAR);
        send("Purchase Agreement Amended - Proposer", at, about(id, "ACTIVE"));
    }

    @Override
    public void goesOn(Instant at) {
        next = sandbox.agreements().agreement(nextId, account).runs(at, at.plus(Duration.ofDays(365)))
                .usagePrice(LivingSeller.DIMENSION, DEAR).follows(id);
        agreement.status("RENEWED");
        created(nextId, "RENEW", id, at);
        send("Purchase Agreement Ended - Proposer", at, about(id, "RENEWED"));
    }

    @Override
    public void ends(Instant at) {
        next.status("CANCELLED");
        send("Purchase Agreement Ended - Proposer", at, about(nextId, "CANCELLED"));
    }

    private void created(String agreementId, String intent, String previous, Instant at) {
        var detail = about(agreementId, "ACTIVE");
        var told = ((ObjectNode) detail.get("agreement")).put("intent", intent);
        if (previous != null) {
            told.put("previousAgreementId", previous);
        }
        send("Purchase Agreement Created - Proposer", at, detail);
        var licensed = about(agreementId, null);
        licensed.putObject("product").put("code", product);
        licensed.putObject("license").put("arn", "arn:aws:license-manager::" + account + ":license:l-" + agreementId);
        send("License Updated - Manufacturer", at, licensed);
    }

    private ObjectNode about(String agreementId, String status) {
        var detail = JsonNodeFactory.instance.objectNode().put("catalog", "AWSMarketplace")
                .put("requestId", UUID.randomUUID().toString());
        var told = detail.putObject("agreement").put("id", agreementId);
        if (status != null) {
            told.put("status", status);
        }
        detail.putObject("acceptor").put("accountId", account);
        return detail;
    }

    private void send(String type, Instant at, ObjectNode detail) {
        var event = JsonNodeFactory.instance.objectNode().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", type).put("source", "aws.agreement-marketplace").put("region", "us-east-1")
                .put("time", at.toString());
        event.set("detail", detail);
        sqs.client().sendMessage(message -> message.queueUrl(queue).messageBody(event.toString()));
    }
}
