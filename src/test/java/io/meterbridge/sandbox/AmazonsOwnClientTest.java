package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringClient;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageResponse;
import software.amazon.awssdk.services.marketplacemetering.model.MarketplaceMeteringException;
import software.amazon.awssdk.services.marketplacemetering.model.ThrottlingException;
import software.amazon.awssdk.services.marketplacemetering.model.TimestampOutOfBoundsException;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecordResultStatus;

/** Amazon's own client understands the simulated service, so the two check each other. */
class AmazonsOwnClientTest {

    private final SandboxClock clock = SandboxClock.running();
    private final Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    private final AwsIdentities identities = new AwsIdentities();
    private SimulatedAwsMetering aws;
    private AwsAgreement agreement;

    @BeforeEach
    void start() {
        identities.addKey("AKIASELLER", "secret", "111111111111");
        aws = SimulatedAwsMetering.start(clock, identities).quota(false);
        agreement = aws.agreement("prod-old", "222222222222")
                .dimension("usd", new BigDecimal("0.01"));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void usageIsAcceptedAndEchoed() {
        var answer = meter("secret", 1, record(hour, 41));

        var result = answer.results().get(0);
        assertThat(result.status()).isEqualTo(UsageRecordResultStatus.SUCCESS);
        assertThat(result.usageRecord()).isEqualTo(record(hour, 41));
        assertThat(answer.unprocessedRecords()).isEmpty();
        assertThat(aws.totalUnits(agreement.productIdentity(), "usd")).isEqualTo(41);
    }

    @Test
    void anotherQuantityIsADuplicate() {
        meter("secret", 1, record(hour, 41));

        assertThat(meter("secret", 1, record(hour, 42)).results().get(0).status())
                .isEqualTo(UsageRecordResultStatus.DUPLICATE_RECORD);
    }

    @Test
    void aPartialBatchComesBackUnprocessed() {
        aws.faults().next(1).partialBatch(1);

        var answer = meter("secret", 1, record(hour, 1), record(hour.minusSeconds(3600), 2));

        assertThat(answer.results()).hasSize(1);
        assertThat(answer.unprocessedRecords())
                .containsExactly(record(hour.minusSeconds(3600), 2));
        assertThat(aws.totalUnits(agreement.productIdentity(), "usd")).isEqualTo(1);
    }

    @Test
    void aWrongSecretIsRefused() {
        assertThatThrownBy(() -> meter("guess", 1, record(hour, 1)))
                .isInstanceOfSatisfying(MarketplaceMeteringException.class, refusal ->
                        assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidSignatureException"));
    }

    @Test
    void throttlingAndBadTimestampsAreTypedExceptions() {
        aws.faults().next(1).throttle();

        assertThatThrownBy(() -> meter("secret", 1, record(hour, 1)))
                .isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> meter("secret", 1, record(hour.minusSeconds(90_000), 1)))
                .isInstanceOf(TimestampOutOfBoundsException.class);
    }

    @Test
    void aRetryAfterALostAnswerIsBilledOnce() {
        aws.faults().next(1).loseAnswerAfterAccept();

        var answer = meter("secret", 2, record(hour, 7));

        assertThat(answer.results().get(0).status()).isEqualTo(UsageRecordResultStatus.SUCCESS);
        assertThat(aws.accepted()).singleElement().satisfies(usage -> {
            assertThat(usage.quantity()).isEqualTo(7);
            assertThat(usage.timesReceived()).isEqualTo(2);
        });
    }

    @Test
    void aClosedConnectionIsAClientErrorAndBillsNothing() {
        aws.faults().next(1).closeWithoutAnswer();

        assertThatThrownBy(() -> meter("secret", 1, record(hour, 7)))
                .isInstanceOf(SdkClientException.class);
        assertThat(aws.accepted()).isEmpty();
    }

    private BatchMeterUsageResponse meter(String secret, int attempts, UsageRecord... records) {
        var credentials = AwsBasicCredentials.create("AKIASELLER", secret);
        try (var client = MarketplaceMeteringClient.builder()
                .endpointOverride(URI.create(aws.endpointUrl()))
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(override -> override.retryStrategy(
                        DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(attempts).build()))
                .build()) {
            return client.batchMeterUsage(batch ->
                    batch.productCode("prod-old").usageRecords(records));
        }
    }

    private static UsageRecord record(Instant timestamp, int quantity) {
        return UsageRecord.builder().timestamp(timestamp).dimension("usd").quantity(quantity)
                .customerAWSAccountId("222222222222").build();
    }
}
