package io.meterbridge.gcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meterbridge.marketplace.Answer;
import io.meterbridge.marketplace.Batch;
import io.meterbridge.marketplace.Outcome;
import io.meterbridge.marketplace.RetryAfter;
import io.meterbridge.marketplace.gcp.GcpCheckAnswers;
import io.meterbridge.marketplace.gcp.GcpIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:gcp-check} that are more than routing. */
@Component("gcpChecks")
public class GcpChecks {

    private static final Logger LOG = LoggerFactory.getLogger(GcpChecks.class);

    private final InstantSource clock;
    private final long longestCheckNanos;

    GcpChecks(InstantSource clock,
            @Value("${meterbridge.gcp.connect-timeout-millis:3000}") int connectMillis,
            @Value("${meterbridge.gcp.check-timeout-millis:4000}") int checkMillis) {
        this.clock = clock;
        this.longestCheckNanos = Duration.ofMillis((long) connectMillis + checkMillis).toNanos();
    }

    /**
     * Begins a batch's checks. A resend asks for nothing but the answer that was lost: its check was
     * passed before the first attempt, and another one must not keep the answer back.
     *
     * @param checkFirst false skips the checks, as for usage of a contract that has ended, which none would let pass
     */
    public CheckRound begin(
            @ExchangeProperty("gcpBatch") Batch batch,
            @ExchangeProperty("gcpCheckFirst") Boolean checkFirst) {
        var isResend = batch.records().stream().anyMatch(item -> item.uncertain());
        var hasEnded = batch.records().stream().anyMatch(item -> item.lastUsage());
        return isResend || hasEnded || Boolean.FALSE.equals(checkFirst)
                ? CheckRound.without(batch) : CheckRound.of(batch);
    }

    /**
     * Whether another check can be made. The first one always is, so that a batch gets on however
     * slow the answers are; later ones only while their answers would come in time to report.
     */
    public boolean mayAsk(
            @ExchangeProperty("gcpRound") CheckRound round,
            @ExchangeProperty("gcpBatch") Batch batch) {
        if (round.isOpen() && !round.isFirst()
                && !batch.mayStillBeSent(System.nanoTime() + longestCheckNanos)) {
            round.leaveTheRest();
        }
        return round.isOpen();
    }

    /** The body of the next check; its headers and its address go into the headers. */
    public byte[] write(
            @ExchangeProperty("gcpRound") CheckRound round,
            @ExchangeProperty("gcpToken") GcpToken token,
            @ExchangeProperty("gcpServiceControl") String serviceControl,
            @Headers Map<String, Object> headers) throws JsonProcessingException {
        var item = round.current();
        headers.put("Authorization", "Bearer " + token.value());
        headers.put("Content-Type", "application/json");
        headers.put(Exchange.HTTP_URI, GcpEndpoints.check(
                serviceControl, item.identity().get(GcpIdentity.SERVICE)));
        return OperationJson.checkOf(item);
    }

    /** What Google said about the record. */
    public void read(
            @Body byte[] body,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") String retryAfter,
            @ExchangeProperty("gcpRound") CheckRound round) {
        var item = round.current();
        var wait = RetryAfter.parse(retryAfter, clock.instant());
        var answer = GcpCheckAnswers.of(status, GoogleAnswer.check(status, body), wait, item)
                .map(against -> GcpEvidence.ofCheck(against, item, status, body));
        if (answer.isPresent()) {
            against(answer.get(), status, round);
        } else if (status == 200) {
            round.pass();
        } else {
            LOG.warn("metering: Google's check answered {}; reporting without it", status);
            round.reportTheRest();
        }
    }

    private static void against(Answer answer, int status, CheckRound round) {
        LOG.info("metering: a check spoke against record={} code={}", answer.recordId(),
                answer.code());
        var holdsForAll = answer.outcome() == Outcome.CREDENTIALS || status == 429;
        if (holdsForAll) {
            round.refuseTheRest(answer);
        } else {
            round.refuse(answer);
        }
    }

    /** No answer to a check says nothing against the report, which has an answer of its own. */
    public void unanswered(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure,
            @ExchangeProperty("gcpRound") CheckRound round) {
        LOG.warn("metering: Google's check was not answered, reporting without it: {}",
                failure.toString());
        round.reportTheRest();
    }
}
