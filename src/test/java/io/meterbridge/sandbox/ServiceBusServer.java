package io.meterbridge.sandbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonReceiver;
import io.vertx.proton.ProtonSender;
import io.vertx.proton.ProtonServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;

/**
 * As much of Service Bus over AMQP as a client needs that receives under a lock: tokens, queues and topics'
 * subscriptions by their addresses, completion, giving back, lock renewal. Everything happens on one thread.
 */
public final class ServiceBusServer implements AutoCloseable {

    private static final UnsignedLong LARGEST_MESSAGE = UnsignedLong.valueOf(262_144);
    private static final int LOCK_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final ProtonServer server;
    private final Map<String, Entity> entities = new HashMap<>();
    private final List<ProtonConnection> connections = new ArrayList<>();
    private long sequence;

    /** A message and how often it was handed out. */
    private static final class Stored {

        private final String id = UUID.randomUUID().toString();
        private final byte[] body;
        private final long number;
        private int deliveries;

        Stored(String text, long number) {
            this.body = text.getBytes(StandardCharsets.UTF_8);
            this.number = number;
        }
    }

    /** A queue or subscription: what waits, what is locked, who listens. */
    private static final class Entity {

        private final Deque<Stored> waiting = new ArrayDeque<>();
        private final Map<Stored, ProtonSender> locked = new LinkedHashMap<>();
        private final List<ProtonSender> listeners = new ArrayList<>();
    }

    private ServiceBusServer() {
        var started = new CompletableFuture<ProtonServer>();
        server = ProtonServer.create(vertx).connectHandler(this::connect);
        server.listen(0, "127.0.0.1", result -> {
            if (result.succeeded()) {
                started.complete(result.result());
            } else {
                started.completeExceptionally(result.cause());
            }
        });
        started.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Starts on a free port of the loopback address. */
    public static ServiceBusServer start() {
        return new ServiceBusServer();
    }

    /** A connection string of a seller. */
    public String connectionString() {
        return "Endpoint=sb://127.0.0.1:" + server.actualPort()
                + ";SharedAccessKeyName=x;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;";
    }

    /** Puts a message into a queue, or into {@code topic/subscriptions/name}. */
    public void put(String address, String body) {
        onThread(() -> {
            entity(address).waiting.add(new Stored(body, ++sequence));
            deliver(entity(address));
            return null;
        });
    }

    /** Messages that nobody has completed. */
    public int messagesIn(String address) {
        return onThread(() -> entity(address).waiting.size() + entity(address).locked.size());
    }

    /** Ends every connection as a network does. */
    public void dropConnections() {
        onThread(() -> {
            List.copyOf(connections).forEach(ProtonConnection::disconnect);
            return null;
        });
    }

    private <T> T onThread(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        context.runOnContext(nothing -> done.complete(work.get()));
        return done.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Entity entity(String address) {
        return entities.computeIfAbsent(address.toLowerCase(Locale.ROOT), key -> new Entity());
    }

    private void connect(ProtonConnection connection) {
        var replies = new HashMap<String, ProtonSender>();
        connections.add(connection);
        connection.setContainer("service-bus");
        connection.openHandler(opened -> connection.open());
        connection.closeHandler(closed -> connection.close());
        connection.disconnectHandler(gone -> onContext(() -> end(connection)));
        connection.sessionOpenHandler(session -> session.open());
        connection.receiverOpenHandler(receiver -> take(receiver, replies));
        connection.senderOpenHandler(sender -> give(sender, replies));
    }

    private void onContext(Runnable work) {
        context.runOnContext(nothing -> work.run());
    }

    private void end(ProtonConnection connection) {
        connections.remove(connection);
        for (var entity : entities.values()) {
            entity.listeners.removeIf(listener -> listener.getSession().getConnection() == connection);
            var lost = entity.locked.entrySet().stream()
                    .filter(entry -> entry.getValue().getSession().getConnection() == connection)
                    .map(Map.Entry::getKey).toList();
            lost.forEach(entity.locked::remove);
            entity.waiting.addAll(lost);
            deliver(entity);
        }
    }

    /** Requests: a token for {@code $cbs}, everything else for the management of an entity. */
    private void take(ProtonReceiver receiver, Map<String, ProtonSender> replies) {
        receiver.setTarget(receiver.getRemoteTarget()).setSource(receiver.getRemoteSource());
        receiver.setMaxMessageSize(LARGEST_MESSAGE);
        receiver.handler((delivery, request) -> {
            var reply = Proton.message();
            reply.setCorrelationId(request.getMessageId());
            reply.setApplicationProperties(new ApplicationProperties(Map.of("status-code", 200, "statusCode", 200,
                    "status-description", "OK", "statusDescription", "OK")));
            reply.setBody(new AmqpValue(Map.of("expirations", new Date[] {lockEnd()})));
            replies.get(request.getReplyTo()).send(reply);
        });
        receiver.open();
    }

    private void give(ProtonSender sender, Map<String, ProtonSender> replies) {
        var address = sender.getRemoteSource().getAddress();
        sender.setSource(sender.getRemoteSource()).setTarget(sender.getRemoteTarget());
        sender.setMaxMessageSize(LARGEST_MESSAGE);
        if (address.equals("$cbs") || address.endsWith("$management")) {
            replies.put(sender.getRemoteTarget().getAddress(), sender);
            sender.open();
            return;
        }
        sender.setQoS(ProtonQoS.AT_LEAST_ONCE).setAutoSettle(false);
        sender.sendQueueDrainHandler(credit -> onContext(() -> deliver(entity(address))));
        sender.closeHandler(closed -> onContext(() -> entity(address).listeners.remove(sender)));
        sender.open();
        onContext(() -> entity(address).listeners.add(sender));
    }

    private void deliver(Entity entity) {
        for (var listener : List.copyOf(entity.listeners)) {
            while (!entity.waiting.isEmpty() && !listener.sendQueueFull()) {
                send(entity, listener, entity.waiting.poll());
            }
        }
    }

    private void send(Entity entity, ProtonSender listener, Stored stored) {
        entity.locked.put(stored, listener);
        listener.send(lockToken(), message(stored), delivery -> onContext(() -> {
            var outcome = delivery.getRemoteState();
            if (outcome != null && entity.locked.remove(stored) != null) {
                if (!(outcome instanceof Accepted)) {
                    entity.waiting.add(stored);
                }
                delivery.disposition(outcome, true);
                deliver(entity);
            }
        }));
        stored.deliveries++;
    }

    private static Message message(Stored stored) {
        var message = Proton.message();
        var header = new Header();
        header.setDeliveryCount(UnsignedInteger.valueOf(stored.deliveries));
        message.setHeader(header);
        message.setMessageId(stored.id);
        message.setMessageAnnotations(new MessageAnnotations(Map.of(
                Symbol.valueOf("x-opt-sequence-number"), stored.number,
                Symbol.valueOf("x-opt-enqueued-time"), new Date(),
                Symbol.valueOf("x-opt-locked-until"), lockEnd())));
        message.setApplicationProperties(new ApplicationProperties(Map.of("CamelSqlQuery", "drop",
                "camelHttpUri", "http://evil")));
        message.setBody(new Data(new Binary(stored.body)));
        return message;
    }

    private static Date lockEnd() {
        return Date.from(Instant.now().plusSeconds(LOCK_SECONDS));
    }

    private static byte[] lockToken() {
        var id = UUID.randomUUID();
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
