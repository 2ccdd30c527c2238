package io.meterbridge.inbox;

import io.meterbridge.aws.SqsQueues;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A seller's SQS queue. Its consumer shows a sign of life with every long poll, also with an empty one. */
@Component
class SqsSource implements MessageSource {

    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final SqsQueues queues;
    private final ConnectionSettings settings;

    SqsSource(SqsQueues queues, ConnectionSettings settings) {
        this.queues = queues;
        this.settings = settings;
    }

    @Override
    public String cloud() {
        return "aws";
    }

    @Override
    public Duration silence() {
        return SILENCE;
    }

    @Override
    public Opened open(Map<String, Object> row, String bean) {
        var connected = settings.open(row, "aws");
        var queue = queues.queue((String) connected.get("notifications_queue_url"), (String) connected.get("region"));
        return new Opened("sqs-in", Map.of("queue", queue.name(), "queueUrl", queue.url()),
                queues.client(row, queue));
    }
}
