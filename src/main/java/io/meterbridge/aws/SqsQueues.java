package io.meterbridge.aws;

import io.meterbridge.http.TargetGuard;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Opens a seller's queue with the seller's own credentials. */
@Component
public class SqsQueues {

    /** A long poll answers within twenty seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final AwsIntegrations integrations;
    private final RoleSessions roles;
    private final OwnCredentials own;
    private final TargetGuard guard;
    private final String override;
    private final boolean anywhere;

    SqsQueues(AwsIntegrations integrations, RoleSessions roles, OwnCredentials own, TargetGuard guard,
            @Value("${AWS_ENDPOINT_URL_SQS:${AWS_ENDPOINT_URL:}}") String override,
            @Value("${meterbridge.webhooks.allow-private-targets:false}") boolean anywhere) {
        this.integrations = integrations;
        this.roles = roles;
        this.own = own;
        this.guard = guard;
        this.override = override;
        this.anywhere = anywhere;
    }

    /**
     * Which queue is meant.
     *
     * @throws InvalidAwsSettings                    when it cannot be one of AWS's
     * @throws io.meterbridge.http.TargetRefused when it leads where no seller may have us call
     */
    public SqsQueue queue(String url, String region) {
        guard.check(url);
        return SqsQueue.of(url, region, override, anywhere);
    }

    /**
     * A client for the queue; whoever asks closes it.
     *
     * @param row the seller's integration: {@code seller_id}, {@code settings}, {@code sealed_secret}
     */
    public SqsClient client(Map<String, Object> row, SqsQueue queue) {
        var credentials = new SellerCredentials((UUID) row.get("seller_id"), integrations.open(row), roles, own);
        return SqsClient.builder()
                .region(Region.of(queue.region()))
                .endpointOverride(queue.endpoint())
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
                .build();
    }
}
