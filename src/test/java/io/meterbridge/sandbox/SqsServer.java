package io.meterbridge.sandbox;

import java.net.URI;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real SQS server in this process, and a client of whoever owns its queues. */
public final class SqsServer implements AutoCloseable {

    private final SQSRestServer server;
    private final String url;
    private final SqsClient client;

    private SqsServer(SQSRestServer server) {
        this.server = server;
        this.url = "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort();
        this.client = SqsClient.builder().endpointOverride(URI.create(url)).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    /** Starts on a free port of the loopback address. */
    public static SqsServer start() {
        return new SqsServer(SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start());
    }

    /** What {@code AWS_ENDPOINT_URL_SQS} has to be. */
    public String url() {
        return url;
    }

    /** The URL of a new queue; what is received and not deleted comes back after a second. */
    public String newQueue(String name) {
        return client.createQueue(queue -> queue.queueName(name)
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"))).queueUrl();
    }

    /** Sends, receives and counts as the queue's owner. */
    public SqsClient client() {
        return client;
    }

    /** Messages in a queue, those in somebody's hands included. */
    public int messagesIn(String queueUrl) {
        var attributes = client.getQueueAttributes(queue -> queue.queueUrl(queueUrl)
                .attributeNames(QueueAttributeName.ALL)).attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
