package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated AWS Marketplace with one old and one licensed agreement, and calls to it. */
abstract class MeteringCalls {

    static final String LICENSE = "arn:aws:license-manager::294406891311:license:l-1a2b";
    static final Instant HOUR = Instant.parse("2026-03-10T11:00:00Z");

    final SandboxClock clock =
            SandboxClock.frozenAt(Instant.parse("2026-03-10T12:05:00Z"));
    final AwsIdentities identities = new AwsIdentities();
    final AwsAccessKey key = identities.addKey("AKIASELLER", "secret", "111111111111");
    SimulatedAwsMetering aws;
    AwsAgreement old;
    AwsAgreement licensed;

    @BeforeEach
    void start() {
        aws = SimulatedAwsMetering.start(clock, identities).quota(false);
        old = aws.agreement("prod-old", "222222222222").customerIdentifier("cust-2")
                .dimension("usd", new BigDecimal("0.01"));
        licensed = aws.agreement("prod-new", "333333333333").license(LICENSE)
                .dimension("usd", new BigDecimal("0.05"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    SandboxClient.Reply meter(String body) {
        return SignedCall.metering(aws.endpointUrl(), key, clock).send(body);
    }

    SandboxClient.Reply meterOld(String records) {
        return meter(oldBody(records));
    }

    SandboxClient.Reply meterProduct(String productCode, String records) {
        return meter("{\"ProductCode\":\"" + productCode + "\",\"UsageRecords\":["
                + records + "]}");
    }

    static String oldBody(String records) {
        return "{\"ProductCode\":\"prod-old\",\"UsageRecords\":[" + records + "]}";
    }

    static String record(String dimension, Instant timestamp, int quantity, String rest) {
        return "{\"Timestamp\":%d,\"Dimension\":\"%s\",\"Quantity\":%d,%s}".formatted(
                timestamp.getEpochSecond(), dimension, quantity, rest);
    }

    static String licensedRecord(Instant timestamp, int quantity) {
        return record("usd", timestamp, quantity,
                account("333333333333") + ",\"LicenseArn\":\"" + LICENSE + "\"");
    }

    static String account(String id) {
        return "\"CustomerAWSAccountId\":\"" + id + "\"";
    }

    static JsonNode resultOf(SandboxClient.Reply answer) {
        return answer.json().at("/Results/0");
    }

    static String statusOf(SandboxClient.Reply answer) {
        return resultOf(answer).path("Status").asText(answer.body());
    }

    String refusal(SandboxClient.Reply answer) {
        return answer.status() + " " + answer.json().path("__type").asText();
    }
}
