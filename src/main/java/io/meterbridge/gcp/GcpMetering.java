package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.FailedCall;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RetryAfter;
import io.meterbridge.marketplace.gcp.GcpAnswers;
import io.meterbridge.marketplace.gcp.GcpIdentity;
import io.meterbridge.marketplace.gcp.GcpPreflight;
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

/** The steps of {@code direct:submit-gcp} that are more than routing. */
@Component("gcpMetering")
public class GcpMetering {

    private static final Logger LOG = LoggerFactory.getLogger(GcpMetering.class);

    private final InstantSource clock;

    GcpMetering(InstantSource clock) {
        this.clock = clock;
    }

    /** Answers for a batch that must not be sent as it is; empty when it may be. */
    public List<Answer> preflight(@Body Batch batch) {
        return GcpEvidence.ofFailure(GcpPreflight.of(batch), batch, "refused before sending");
    }

    /** The body of the report; its headers and its address go into the headers. */
    public byte[] write(
            @ExchangeProperty("gcpRound") CheckRound round,
            @ExchangeProperty("gcpToken") GcpToken token,
            @ExchangeProperty("gcpServiceControl") String serviceControl,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        var batch = round.batchToReport();
        headers.put("Authorization", "Bearer " + token.value());
        headers.put("Content-Type", "application/json");
        headers.put(Exchange.HTTP_URI, GcpEndpoints.report(
                serviceControl, batch.records().get(0).identity().get(GcpIdentity.SERVICE)));
        return OperationJson.reportOf(batch);
    }

    /** Whether the batch's owner still has the time to wait for an answer (money.md M-18). */
    public boolean mayLeave(@ExchangeProperty("gcpBatch") Batch batch) {
        return batch.mayStillBeSent(System.nanoTime());
    }

    /** Answers for a batch whose time ran out before it left. */
    public List<Answer> notSent(@ExchangeProperty("gcpRound") CheckRound round) {
        var batch = round.batchToReport();
        var answers = batch.answerAll(Outcome.NOT_SENT, "lease-too-short", null, null);
        return round.all(GcpEvidence.ofFailure(
                answers, batch, "the lease was too short to wait for an answer"));
    }

    /** What Google said, operation by operation. */
    public List<Answer> read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter,
            @ExchangeProperty("gcpRound") CheckRound round) {
        var batch = round.batchToReport();
        var wait = RetryAfter.parse(retryAfter, clock.instant());
        var answers = GcpAnswers.of(status, GoogleAnswer.report(status, body), wait, batch);
        return round.all(GcpEvidence.ofAnswer(answers, batch, status, body));
    }

    /**
     * What a failure means for every record that no check had spoken against.
     *
     * @param round null when not even the checks had begun
     * @param left  true once the report may have been on its way
     */
    public List<Answer> failed(
            @ExchangeProperty("gcpBatch") Batch batch,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("gcpRound") CheckRound round,
            @ExchangeProperty("gcpLeft") Boolean left) {
        var call = FailedCall.of(failure);
        var answers = call.answers(batch, Boolean.TRUE.equals(left));
        LOG.warn("metering: {} records of lane {} came to {}: {}", batch.records().size(),
                batch.lane(), answers.get(0).outcome().code(), call.cause().toString());
        var ofReport = GcpEvidence.ofFailure(answers, batch, call.cause().toString());
        return round == null ? ofReport : round.butChecked(ofReport);
    }
}
