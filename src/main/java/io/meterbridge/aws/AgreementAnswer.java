package io.meterbridge.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.lifecycle.AwsEvents;
import io.meterbridge.lifecycle.ContractStatus;
import io.meterbridge.lifecycle.Ending;
import io.meterbridge.lifecycle.Terms;
import io.meterbridge.lifecycle.Truth;
import java.math.BigDecimal;
import java.time.Instant;

/** What DescribeAgreement answered. */
record AgreementAnswer(Ending ending, Instant startAt, Instant endAt, String buyerAccount, String initialId) {

    static AgreementAnswer of(JsonNode answer) {
        var initial = answer.path("initialAgreementId").asText(null);
        return new AgreementAnswer(AwsEvents.ending(answer.path("status").asText()),
                instant(answer.path("startTime")), instant(answer.path("endTime")),
                answer.path("acceptor").path("accountId").asText(null),
                answer.path("agreementId").asText("").equals(initial) ? null : initial);
    }

    Truth truth(Terms terms) {
        return new Truth.Known(ending == null ? ContractStatus.ACTIVE : ContractStatus.CANCELLED, ending, terms,
                startAt, endAt, null);
    }

    /** Seconds since 1970, with or without decimals. */
    static Instant instant(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return null;
        }
        var exact = seconds.decimalValue();
        return Instant.ofEpochSecond(exact.longValue(),
                exact.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}
