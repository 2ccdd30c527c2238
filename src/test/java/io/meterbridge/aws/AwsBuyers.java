package io.meterbridge.aws;

import static io.meterbridge.marketplace.aws.AwsRecords.record;

import io.meterbridge.marketplace.RecordToSend;
import io.meterbridge.sandbox.AwsAgreement;
import io.meterbridge.sandbox.SimulatedAwsMetering;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Buyers at the simulated AWS, each new, and usage of theirs. */
final class AwsBuyers {

    private AwsBuyers() {
    }

    /** A new buyer with a licence for the dimension {@code units}. */
    static AwsAgreement licensed(SimulatedAwsMetering aws) {
        var account = digits(12);
        return aws.agreement("prod-1", account)
                .license("arn:aws:license-manager::" + account + ":license:l-" + digits(16))
                .dimension("units", new BigDecimal("0.01"));
    }

    static RecordToSend of(AwsAgreement agreement, long quantity) {
        return record(identity(agreement), "units", AwsRoutes.HOUR, quantity);
    }

    static Map<String, String> identity(AwsAgreement agreement) {
        return Map.of("CustomerAWSAccountId", agreement.buyerAccountId(),
                "LicenseArn", arnOf(agreement));
    }

    static String arnOf(AwsAgreement agreement) {
        return agreement.licenseIdentity().substring(agreement.licenseIdentity().indexOf('|') + 1);
    }

    static String digits(int count) {
        var text = new StringBuilder();
        ThreadLocalRandom.current().ints(count, 1, 10).forEach(text::append);
        return text.toString();
    }
}
