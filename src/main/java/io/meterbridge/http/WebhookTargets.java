package io.meterbridge.http;

import io.meterbridge.config.MeterbridgeProperties;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * The client for webhooks: {@link GuardedTargets} with a connection for every delivery that may be on
 * its way. Of an answer only the beginning is read; nothing in it matters but its status.
 */
@Component("webhookTargets")
public class WebhookTargets implements HttpClientConfigurer {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER_BYTES = 16 * 1024;

    private final GuardedTargets targets;
    private final int connections;

    WebhookTargets(GuardedTargets targets, MeterbridgeProperties settings) {
        this.targets = targets;
        this.connections = settings.webhooks().workers();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        targets.configure(client, connections, new BoundedAnswer(LONGEST_CALL, LARGEST_ANSWER_BYTES));
    }
}
