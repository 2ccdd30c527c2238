package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRefusalTest extends MeteringCalls {

    @Test
    void licenseAndProductCodeExcludeEachOther() {
        var body = "{\"ProductCode\":\"prod-new\",\"UsageRecords\":["
                + licensedRecord(HOUR, 1) + "]}";

        assertThat(refusal(meter(body))).isEqualTo("400 InvalidProductCodeException");
        assertThat(refusal(meterProduct("prod-new", record("usd", HOUR, 1,
                account("333333333333"))))).isEqualTo("400 InvalidProductCodeException");
    }

    @ParameterizedTest(name = "{0}: a record of {1} is answered {2}")
    @CsvSource({
        "2026-03-10T12:05:00Z, 2026-03-09T12:05:01Z, 200",
        "2026-03-10T12:05:00Z, 2026-03-09T12:05:00Z, 400",
        "2026-03-10T12:05:00Z, 2026-03-10T12:05:01Z, 400",
        "2026-04-01T05:00:00Z, 2026-03-31T23:00:00Z, 200",
        "2026-04-01T06:00:00Z, 2026-03-31T23:00:00Z, 400",
        "2026-04-01T06:01:00Z, 2026-04-01T00:00:00Z, 200"})
    void timestampsOutOfBoundsRefuseTheWholeBatch(Instant now, Instant timestamp, int status) {
        clock.set(now);

        var answer = meterOld(record("usd", now.minusSeconds(1), 1, account("222222222222"))
                + "," + record("usd", timestamp, 1, account("222222222222")));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(refusal(answer)).isEqualTo("400 TimestampOutOfBoundsException");
            assertThat(aws.accepted()).isEmpty();
        }
    }

    @Test
    void usageFromBeforeTheStartRefusesTheWholeBatch() {
        old.startsAt(HOUR.plusSeconds(60));
        licensed.startsAt(HOUR.plusSeconds(60));
        var record = record("usd", HOUR, 1, account("222222222222"));
        var byLicense = "{\"UsageRecords\":[" + licensedRecord(HOUR, 1) + "]}";

        assertThat(refusal(meterOld(record))).isEqualTo("400 TimestampOutOfBoundsException");
        assertThat(refusal(meter(byLicense))).isEqualTo("400 InvalidLicenseException");
        aws.acceptsHourOfStart(true);
        assertThat(statusOf(meterOld(record))).isEqualTo("Success");
        assertThat(statusOf(meter(byLicense))).isEqualTo("Success");
    }

    @Test
    void anUnknownDimensionProductLicenseOrCustomerFormRefusesTheWholeBatch() {
        var good = record("usd", HOUR, 1, account("222222222222"));
        aws.agreement("prod-other", "333333333333").license(LICENSE + "9")
                .dimension("usd", BigDecimal.ONE);

        assertThat(refusal(meterOld(good + "," + record("USD", HOUR, 1,
                account("222222222222"))))).isEqualTo("400 InvalidUsageDimensionException");
        assertThat(refusal(meterProduct("prod-unknown", good)))
                .isEqualTo("400 InvalidProductCodeException");
        assertThat(refusal(meterOld(record("usd", HOUR, 1, account("222222222222")
                + ",\"CustomerIdentifier\":\"cust-2\""))))
                .isEqualTo("400 InvalidCustomerIdentifierException");
        assertThat(refusal(meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 1)
                .replace("333333333333", "222222222222") + "]}")))
                .isEqualTo("400 InvalidLicenseException");
        assertThat(refusal(meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 1) + ","
                + licensedRecord(HOUR, 1).replace("l-1a2b", "l-1a2b9") + "]}")))
                .isEqualTo("400 InvalidLicenseException");
        assertThat(aws.accepted()).isEmpty();
    }

    @Test
    void allocationsMustSumUpAndDiffer() {
        var two = "\"UsageAllocations\":[{\"AllocatedUsageQuantity\":%d,\"Tags\":[{\"Key\":\"a\","
                + "\"Value\":\"1\"}]},{\"AllocatedUsageQuantity\":2,\"Tags\":[{\"Key\":\"a\","
                + "\"Value\":\"%d\"}]}]," + account("222222222222");

        assertThat(statusOf(meterOld(record("usd", HOUR, 5, two.formatted(3, 2)))))
                .isEqualTo("Success");
        assertThat(refusal(meterOld(record("usd", HOUR, 5, two.formatted(2, 2)))))
                .isEqualTo("400 InvalidUsageAllocationsException");
        assertThat(refusal(meterOld(record("usd", HOUR, 5, two.formatted(3, 1)))))
                .isEqualTo("400 InvalidUsageAllocationsException");
    }

    @Test
    void moreThanTwentyFiveRecordsOrOneMegabyteAreRefused() {
        var tooMany = IntStream.range(0, 26)
                .mapToObj(minute -> record("usd", HOUR, 1, account("222222222222")))
                .collect(Collectors.joining(","));
        var tooLarge = "{\"UsageRecords\":[]" + " ".repeat(1024 * 1024) + "}";

        assertThat(refusal(meterOld(tooMany))).isEqualTo("400 ValidationException");
        assertThat(refusal(meter(tooLarge))).isEqualTo("413 RequestEntityTooLargeException");
    }

    @ParameterizedTest
    @CsvSource({
        "2147483648, ValidationException", "-1, ValidationException",
        "1.5, SerializationException", "\"7\", SerializationException"})
    void quantitiesThatAreNoWholeUnitsAreRefused(String quantity, String type) {
        var record = record("usd", HOUR, 1, account("222222222222"))
                .replace("\"Quantity\":1", "\"Quantity\":" + quantity);

        assertThat(refusal(meterOld(record))).isEqualTo("400 " + type);
    }

    @Test
    void theQuotaOfTenCallsASecondThrottlesWithHttp400() {
        aws.quota(true);
        var body = oldBody(record("usd", HOUR, 1, account("222222222222")));

        var refusals = IntStream.range(0, 30).mapToObj(call -> meter(body))
                .filter(answer -> answer.status() != 200).map(this::refusal).toList();

        assertThat(refusals).isNotEmpty().containsOnly("400 ThrottlingException");
        assertThat(aws.refusedByQuota()).isEqualTo(refusals.size());
    }

    @Test
    void anotherSellersProductIsUnknown() {
        old.soldBy("555555555555");
        licensed.soldBy("555555555555");

        assertThat(refusal(meterOld(record("usd", HOUR, 1, account("222222222222")))))
                .isEqualTo("400 InvalidProductCodeException");
        assertThat(refusal(meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 1) + "]}")))
                .isEqualTo("400 InvalidLicenseException");
    }
}
