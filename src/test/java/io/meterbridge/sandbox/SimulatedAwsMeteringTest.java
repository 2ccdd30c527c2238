package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedAwsMeteringTest extends MeteringCalls {

    @Test
    void acceptedUsageIsEchoedBookedAndValued() {
        var answer = meterOld(record("usd", HOUR, 12, account("222222222222")));

        assertThat(answer.status()).isEqualTo(200);
        var result = answer.json().at("/Results/0");
        assertThat(result.get("Status").asText()).isEqualTo("Success");
        assertThat(result.get("MeteringRecordId").asText()).isNotEmpty();
        assertThat(result.get("UsageRecord")).hasToString(
                record("usd", HOUR, 12, account("222222222222")));
        assertThat(answer.json().get("UnprocessedRecords")).isEmpty();
        assertThat(aws.totalUnits(old.productIdentity(), "usd")).isEqualTo(12);
        assertThat(aws.totalBilled(old)).isEqualByComparingTo("0.12");
        assertThat(aws.acceptedByKey()).containsOnlyKeys(new AcceptedUsage.Key(
                "us-east-1", "prod-old|222222222222", "usd", HOUR));
    }

    @Test
    void anIdenticalResendIsTheSameRecordAndIsBilledOnce() {
        var first = resultOf(meterOld(record("usd", HOUR, 5, account("222222222222"))));
        var again = resultOf(meterOld(record("usd", HOUR.plusSeconds(600), 5,
                account("222222222222"))));

        assertThat(again.get("Status").asText()).isEqualTo("Success");
        assertThat(again.get("MeteringRecordId")).isEqualTo(first.get("MeteringRecordId"));
        assertThat(aws.accepted()).singleElement()
                .satisfies(usage -> assertThat(usage.timesReceived()).isEqualTo(2));
    }

    @Test
    void anIdenticalResendCanBeADuplicateAsOtherSourcesSay() {
        aws.identicalResendIsDuplicate(true);
        meterOld(record("usd", HOUR, 5, account("222222222222")));

        assertThat(statusOf(meterOld(record("usd", HOUR, 5, account("222222222222")))))
                .isEqualTo("DuplicateRecord");
        assertThat(aws.totalUnits(old.productIdentity(), "usd")).isEqualTo(5);
    }

    @Test
    void anotherQuantityInTheSameHourIsADuplicateAlsoAfterAZero() {
        meterOld(record("usd", HOUR, 0, account("222222222222")));

        assertThat(statusOf(meterOld(record("usd", HOUR, 5, account("222222222222")))))
                .isEqualTo("DuplicateRecord");
        assertThat(aws.totalUnits(old.productIdentity(), "usd")).isZero();
        assertThat(aws.answered("DuplicateRecord")).isEqualTo(1);
    }

    @Test
    void accountIdAndCustomerIdentifierMeanTheSameSlot() {
        meterOld(record("usd", HOUR, 5, "\"CustomerIdentifier\":\"cust-2\""));

        assertThat(statusOf(meterOld(record("usd", HOUR, 6, account("222222222222")))))
                .isEqualTo("DuplicateRecord");
    }

    @Test
    void aSlotThatSomebodyElseBookedIsADuplicateAndNotOurs() {
        aws.foreignUsage(old.productIdentity(), "usd", HOUR, 9);

        assertThat(statusOf(meterOld(record("usd", HOUR, 5, account("222222222222")))))
                .isEqualTo("DuplicateRecord");
        assertThat(aws.accepted()).isEmpty();
    }

    @Test
    void aLicensedAgreementIsMeteredByLicense() {
        var answer = meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 20) + "]}");

        assertThat(statusOf(answer)).isEqualTo("Success");
        assertThat(aws.totalBilled(licensed)).isEqualByComparingTo("1");
    }

    @Test
    void usageByLicenseAndByProductCodeIsBilledTwice() {
        licensed.alsoByProductCode();

        meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 20) + "]}");
        meterProduct("prod-new", record("usd", HOUR, 20, account("333333333333")));

        assertThat(aws.totalBilled(licensed)).isEqualByComparingTo("2");
    }

    @Test
    void anotherRegionDoesNotKnowTheDuplicate() {
        aws.alsoRegion("eu-west-1");
        var body = oldBody(record("usd", HOUR, 5, account("222222222222")));

        SignedCall.metering(aws.endpointUrl(), key, clock).send(body);
        SignedCall.metering(aws.endpointUrl(), key, clock).region("eu-west-1").send(body);

        assertThat(aws.totalUnits(old.productIdentity(), "usd")).isEqualTo(10);
    }

    @Test
    void afterTheEndUsageUpToItIsAcceptedForOneHour() {
        var end = Instant.parse("2026-03-10T11:20:00Z");
        old.endsAt(end);
        licensed.endsAt(end);

        clock.set(end.plus(Duration.ofHours(1)));
        var inTime = meterOld(record("usd", HOUR, 1, account("222222222222")));
        var usageAfterEnd = meterOld(record("usd", HOUR.plusSeconds(3600), 1,
                account("222222222222")));
        var licenseAfterEnd = meter("{\"UsageRecords\":["
                + licensedRecord(HOUR.plusSeconds(3600), 1) + "]}");
        clock.advance(Duration.ofSeconds(1));
        var tooLate = meter("{\"UsageRecords\":[" + licensedRecord(HOUR, 1) + "]}");

        assertThat(statusOf(inTime)).isEqualTo("Success");
        assertThat(statusOf(usageAfterEnd)).isEqualTo("CustomerNotSubscribed");
        assertThat(refusal(licenseAfterEnd)).isEqualTo("400 InvalidLicenseException");
        assertThat(statusOf(tooLate)).isEqualTo("CustomerNotSubscribed");
    }

    @Test
    void aCustomerWithoutAgreementIsAMatterOfTheSingleRecord() {
        old.suspended(true);
        aws.agreement("prod-old", "444444444444").dimension("usd", BigDecimal.ONE);

        var results = meterOld(record("usd", HOUR, 1, account("222222222222")) + ","
                + record("usd", HOUR, 1, account("999999999999")) + ","
                + record("usd", HOUR, 1, account("444444444444"))).json().get("Results");

        assertThat(results.findValuesAsText("Status")).containsExactly(
                "CustomerNotSubscribed", "CustomerNotSubscribed", "Success");
    }

    @Test
    void peopleCanReadWhatWasAccepted() {
        meterOld(record("usd", HOUR, 5, account("222222222222")));

        var page = SandboxClient.get(aws.endpointUrl() + "/_sandbox/accepted").json();

        assertThat(page.at("/0/quantity").asLong()).isEqualTo(5);
        assertThat(page.at("/0/hour").asText()).isEqualTo("2026-03-10T11:00:00Z");
        assertThat(aws.requests()).singleElement().satisfies(request ->
                assertThat(request.headers()).doesNotContainKey("authorization"));
    }
}
