package io.meterbridge.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.FailedCall;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RetryAfter;
import io.meterbridge.marketplace.aws.AwsAnswers;
import io.meterbridge.marketplace.aws.AwsPreflight;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:submit-aws} that are more than routing. */
@Component("awsMetering")
public class AwsMetering {

    private static final Logger LOG = LoggerFactory.getLogger(AwsMetering.class);
    private static final Map<String, String> CALL = Map.of(
            "Content-Type", "application/x-amz-json-1.1",
            "X-Amz-Target", "AWSMPMeteringService.BatchMeterUsage");

    private final AwsEndpoints endpoints;
    private final AwsSigner signer;
    private final RoleSessions roleSessions;
    private final InstantSource clock;

    AwsMetering(
            AwsEndpoints endpoints,
            AwsSigner signer,
            RoleSessions roleSessions,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.signer = signer;
        this.roleSessions = roleSessions;
        this.clock = clock;
    }

    /** Answers for a batch that must not be sent as it is; empty when it may be. */
    public List<Answer> preflight(@Body Batch batch) {
        var answers = AwsPreflight.of(batch);
        return UsageEvidence.ofFailure(answers, batch, "refused before sending");
    }

    /** The body of the call; its signed headers and its address go into the headers. */
    public byte[] write(
            @ExchangeProperty("awsBatch") Batch batch,
            @ExchangeProperty("awsSettings") AwsSettings settings,
            @ExchangeProperty("awsKeys") AwsKeys keys,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        var body = UsageRequest.bodyOf(batch);
        var address = endpoints.metering(settings.region());
        headers.putAll(
                signer.sign(address, "aws-marketplace", settings.region(), CALL, body, keys));
        headers.put(Exchange.HTTP_URI, address.toString());
        return body;
    }

    /** Whether the batch's owner still has the time to wait for an answer (money.md M-18). */
    public boolean mayLeave(@ExchangeProperty("awsBatch") Batch batch) {
        return batch.mayStillBeSent(System.nanoTime());
    }

    /** Answers for a batch whose time ran out before it left. */
    public List<Answer> notSent(@ExchangeProperty("awsBatch") Batch batch) {
        var answers = AwsAnswers.all(batch, Outcome.NOT_SENT, "lease-too-short", null);
        return UsageEvidence.ofFailure(
                answers, batch, "the lease was too short to wait for an answer");
    }

    /** What AWS said, record by record. */
    public List<Answer> read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter,
            @ExchangeProperty("awsBatch") Batch batch,
            @ExchangeProperty("awsKeys") AwsKeys keys) {
        var reply = UsageAnswer.read(status, body);
        var wait = RetryAfter.parse(retryAfter, clock.instant());
        var answers = AwsAnswers.of(status, reply, wait, batch);
        if (answers.get(0).outcome() == Outcome.CREDENTIALS) {
            roleSessions.forget(batch.sellerId());
        }
        return UsageEvidence.ofAnswer(answers, batch, status, reply, body, keys);
    }

    /**
     * What a failure means for every record.
     *
     * @param left true once the request may have been on its way
     */
    public List<Answer> failed(
            @ExchangeProperty("awsBatch") Batch batch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("awsLeft") Boolean left) {
        var call = FailedCall.of(failure);
        var answers = call.answers(batch, Boolean.TRUE.equals(left));
        LOG.warn("metering: {} records of lane {} came to {}: {}", batch.records().size(),
                batch.lane(), answers.get(0).outcome().code(), call.cause().toString());
        return UsageEvidence.ofFailure(answers, batch, call.cause().toString());
    }
}
