package io.meterbridge.sandbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The subscriber's side of Pub/Sub over gRPC: streams, acknowledgements, and redelivery of what was given back or
 * was in the hands of a stream that ended. One lock, because streams are not thread-safe.
 */
public final class PubSubServer extends SubscriberGrpc.SubscriberImplBase implements AutoCloseable {

    private final Server server;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private int streamsRefused;

    /** Messages of one subscription, and who listens. */
    private static final class Subscription {

        private final Deque<PubsubMessage> waiting = new ArrayDeque<>();
        private final Map<String, PubsubMessage> inHands = new LinkedHashMap<>();
        private final Map<String, StreamObserver<StreamingPullResponse>> holders = new HashMap<>();
        private final Deque<StreamObserver<StreamingPullResponse>> streams = new ArrayDeque<>();

        void deliver() {
            while (!waiting.isEmpty() && !streams.isEmpty()) {
                var stream = streams.peek();
                var ackId = UUID.randomUUID().toString();
                var message = waiting.poll();
                inHands.put(ackId, message);
                holders.put(ackId, stream);
                stream.onNext(StreamingPullResponse.newBuilder().addReceivedMessages(ReceivedMessage.newBuilder()
                        .setAckId(ackId).setMessage(message)).build());
            }
        }

        void giveBack(String ackId) {
            holders.remove(ackId);
            var message = inHands.remove(ackId);
            if (message != null) {
                waiting.add(message);
            }
        }

        void end(StreamObserver<StreamingPullResponse> stream) {
            streams.remove(stream);
            holders.entrySet().stream().filter(entry -> entry.getValue() == stream).map(Map.Entry::getKey).toList()
                    .forEach(this::giveBack);
        }
    }

    private PubSubServer() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).addService(this).build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on a free port. */
    public static PubSubServer start() {
        return new PubSubServer();
    }

    /** What {@code PUBSUB_EMULATOR_HOST} has to be. */
    public String host() {
        return "127.0.0.1:" + server.getPort();
    }

    public synchronized void newSubscription(String name) {
        subscriptions.put(name, new Subscription());
    }

    /** Publishes to everybody who has this subscription. */
    public synchronized void publish(String subscription, String data, Map<String, String> attributes) {
        var queue = subscriptions.get(subscription);
        queue.waiting.add(PubsubMessage.newBuilder().setMessageId(UUID.randomUUID().toString())
                .setData(ByteString.copyFromUtf8(data)).putAllAttributes(attributes).build());
        queue.deliver();
    }

    /** Messages that nobody has acknowledged. */
    public synchronized int messagesIn(String subscription) {
        var queue = subscriptions.get(subscription);
        return queue.waiting.size() + queue.inHands.size();
    }

    /** How many streams were opened on subscriptions that do not exist. */
    public synchronized int streamsRefused() {
        return streamsRefused;
    }

    @Override
    public StreamObserver<StreamingPullRequest> streamingPull(StreamObserver<StreamingPullResponse> stream) {
        // what goes to a stream that is just ending is given back when its end arrives
        ((ServerCallStreamObserver<StreamingPullResponse>) stream).setOnCancelHandler(() -> { });
        return new StreamObserver<>() {

            private Subscription subscription;

            @Override
            public void onNext(StreamingPullRequest request) {
                synchronized (PubSubServer.this) {
                    if (subscription == null) {
                        subscription = subscriptions.get(request.getSubscription());
                        if (subscription == null) {
                            streamsRefused++;
                            stream.onError(Status.NOT_FOUND.withDescription("Resource not found").asException());
                            return;
                        }
                        subscription.streams.add(stream);
                        subscription.deliver();
                    }
                }
            }

            @Override
            public void onError(Throwable broken) {
                end();
            }

            @Override
            public void onCompleted() {
                end();
                stream.onCompleted();
            }

            private void end() {
                synchronized (PubSubServer.this) {
                    if (subscription != null) {
                        subscription.end(stream);
                        subscription.deliver();
                    }
                }
            }
        };
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> answer) {
        synchronized (this) {
            var subscription = subscriptions.get(request.getSubscription());
            request.getAckIdsList().forEach(subscription.inHands::remove);
        }
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    /** A deadline of no seconds gives the message back. */
    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> answer) {
        synchronized (this) {
            var subscription = subscriptions.get(request.getSubscription());
            if (request.getAckDeadlineSeconds() == 0) {
                request.getAckIdsList().forEach(subscription::giveBack);
                subscription.deliver();
            }
        }
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
