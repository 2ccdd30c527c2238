package io.meterbridge.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.FailedCall;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RetryAfter;
import io.meterbridge.marketplace.azure.AzureAnswers;
import io.meterbridge.marketplace.azure.AzurePreflight;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:submit-azure} that are more than routing. */
@Component("azureMetering")
public class AzureMetering {

    private static final Logger LOG = LoggerFactory.getLogger(AzureMetering.class);

    private final InstantSource clock;

    AzureMetering(InstantSource clock) {
        this.clock = clock;
    }

    /** Answers for a batch that must not be sent as it is; empty when it may be. */
    public List<Answer> preflight(@Body Batch batch) {
        return EventEvidence.ofFailure(AzurePreflight.of(batch), batch, "refused before sending");
    }

    /** The body of the call. */
    public byte[] write(@ExchangeProperty("azureBatch") Batch batch)
            throws JsonProcessingException {
        return EventRequest.bodyOf(batch);
    }

    /** The name under which Microsoft finds this call again, also when no answer came back. */
    public String correlation(@ExchangeProperty("azureBatch") Batch batch) {
        return correlationOf(batch);
    }

    /** Whether the batch's owner still has the time to wait for an answer (money.md M-18). */
    public boolean mayLeave(@ExchangeProperty("azureBatch") Batch batch) {
        return batch.mayStillBeSent(System.nanoTime());
    }

    /** Answers for a batch whose time ran out before it left. */
    public List<Answer> notSent(@ExchangeProperty("azureBatch") Batch batch) {
        var answers = batch.answerAll(Outcome.NOT_SENT, "lease-too-short", null, null);
        return EventEvidence.ofFailure(
                answers, batch, "the lease was too short to wait for an answer");
    }

    /** What Azure said, record by record. */
    public List<Answer> read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter,
            @Header("x-ms-requestid") String requestId,
            @ExchangeProperty("azureBatch") Batch batch,
            @ExchangeProperty("azureToken") AzureToken token) {
        var now = clock.instant();
        var reply = EventAnswer.read(status, body);
        var answers = AzureAnswers.of(
                status, reply, RetryAfter.parse(retryAfter, now), batch, now);
        var call = new EventEvidence.Call(status, correlationOf(batch), requestId, token);
        return EventEvidence.ofAnswer(answers, batch, reply, body, call);
    }

    /** Whether Azure refused the token, so that another one is worth a second call. */
    public boolean isTokenRefused(@Body List<Answer> answers) {
        return answers.get(0).outcome() == Outcome.CREDENTIALS;
    }

    /**
     * What a failure means for every record.
     *
     * @param left true once the request may have been on its way
     */
    public List<Answer> failed(
            @ExchangeProperty("azureBatch") Batch batch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("azureLeft") Boolean left) {
        var call = FailedCall.of(failure);
        var answers = call.answers(batch, Boolean.TRUE.equals(left));
        LOG.warn("metering: {} records of lane {} came to {}: {}", batch.records().size(),
                batch.lane(), answers.get(0).outcome().code(), call.cause().toString());
        return EventEvidence.ofFailure(answers, batch, call.cause().toString());
    }

    private static String correlationOf(Batch batch) {
        var name = batch.sellerId() + "/" + batch.claimToken() + "/" + batch.records().get(0).id();
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
    }
}
