package io.meterbridge.inbox;

import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.inbox.MessageConsumer.Of;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The consumers of this replica, one for every queue or subscription that a seller has connected. Saving,
 * changing or removing a connection makes, replaces or ends its consumer within a look, without a restart. One
 * that fails, stopped or has shown no sign of life for too long begins anew.
 */
@Component("messageConsumers")
public class MessageConsumers {

    private static final Logger LOG = LoggerFactory.getLogger(MessageConsumers.class);
    /** How long a message in hand may take when its consumer is stopped. */
    private static final int STOP_SECONDS = 10;

    private final CamelContext camel;
    private final JdbcClient workerJdbc;
    private final Map<String, MessageSource> sources;
    private final InstantSource clock;
    private final Map<String, MessageConsumer> consumers = new ConcurrentHashMap<>();
    private final AtomicLong beans = new AtomicLong();

    MessageConsumers(CamelContext camel, @Qualifier("workerJdbc") JdbcClient workerJdbc,
            ObjectProvider<MessageSource> sources, InstantSource clock) {
        this.camel = camel;
        this.workerJdbc = workerJdbc;
        this.sources = sources.stream().collect(Collectors.toMap(MessageSource::cloud, Function.identity()));
        this.clock = clock;
    }

    /**
     * Has exactly the wanted consumers run.
     *
     * @param rows of {@code inbox/wanted-consumers.sql}
     */
    public synchronized void align(@Body List<Map<String, Object>> rows) {
        var wanted = rows.stream().map(Row::new)
                .map(row -> new Of(row.uuid("seller_id"), row.text("provider"), row.instant("updated_at")))
                .filter(of -> sources.containsKey(of.cloud()))
                .collect(Collectors.toMap(MessageConsumers::routeId, Function.identity()));
        for (var consumer : List.copyOf(consumers.values())) {
            if (!consumer.of.equals(wanted.get(consumer.routeId))) {
                stop(consumer);
                consumers.remove(consumer.routeId);
            }
        }
        wanted.forEach((routeId, of) -> consumers.computeIfAbsent(routeId, id -> new MessageConsumer(of, id)));
        consumers.values().forEach(this::look);
    }

    private void look(MessageConsumer consumer) {
        var now = clock.instant();
        if (consumer.isRunning() && consumer.trouble() == null) {
            if (consumer.isSilentSince(now.minus(sources.get(consumer.of.cloud()).silence()))) {
                consumer.inTrouble("no sign of life");
            } else if (!camel.getRouteController().getRouteStatus(consumer.routeId).isStarted()) {
                consumer.inTrouble("its route stands still");
            }
        }
        if (consumer.isRunning() && consumer.trouble() != null) {
            LOG.warn("consumer: {} begins anew: {}", consumer.routeId, consumer.trouble());
            stop(consumer);
        }
        if (consumer.mayStart(now)) {
            start(consumer);
        }
    }

    private void start(MessageConsumer consumer) {
        var bean = "source-" + beans.incrementAndGet();
        try {
            var row = row(consumer.of);
            if (row.isEmpty()) {
                return;
            }
            var opened = sources.get(consumer.of.cloud()).open(row.get(), bean);
            camel.getRegistry().bind(bean, opened.bean());
            consumer.started(clock.instant(), bean);
            TemplatedRouteBuilder.builder(camel, opened.template()).routeId(consumer.routeId)
                    .parameters(opened.parameters()).parameter("bean", bean).add();
            LOG.info("consumer: {} listens", consumer.routeId);
        } catch (Exception e) {
            consumer.inTrouble(e.getMessage());
            LOG.warn("consumer: {} cannot begin: {}", consumer.routeId, e.toString());
            stop(consumer);
        }
    }

    private Optional<Map<String, Object>> row(Of of) {
        return workerJdbc.sql(Sql.of("inbox/connection"))
                .param("sellerId", of.sellerId()).param("provider", of.cloud()).query().listOfRows().stream()
                .findFirst();
    }

    private void stop(MessageConsumer consumer) {
        try {
            var route = camel.getRoute(consumer.routeId);
            if (route != null) {
                camel.getRouteController().stopRoute(consumer.routeId, STOP_SECONDS, TimeUnit.SECONDS);
                camel.removeRoute(consumer.routeId);
                camel.removeEndpoint(route.getEndpoint());
            }
        } catch (Exception e) {
            LOG.warn("consumer: {} did not stop cleanly", consumer.routeId, e);
        }
        close(consumer);
        consumer.stopped(clock.instant());
    }

    private void close(MessageConsumer consumer) {
        var bean = consumer.bean();
        if (bean == null) {
            return;
        }
        var source = camel.getRegistry().lookupByName(bean);
        camel.getRegistry().unbind(bean);
        if (source instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("consumer: the client of {} did not close cleanly", consumer.routeId, e);
            }
        }
    }

    /** First step of every template: the consumer is alive. */
    public void alive(Exchange exchange) {
        var consumer = consumers.get(exchange.getFromRouteId());
        if (consumer != null) {
            consumer.alive(clock.instant());
        }
    }

    /**
     * What a consumer complains about, be it its queue or that a message could not be stored; the next look has it
     * begin anew after a pause. Without the pause a message would come back at once, again and again, until its
     * queue gives up on it.
     */
    public void failed(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        var consumer = consumers.get(exchange.getFromRouteId());
        if (consumer != null && consumer.trouble() == null) {
            LOG.warn("consumer: {} is in trouble", consumer.routeId, failure);
            consumer.inTrouble(failure.toString().lines().findFirst().orElse(""));
        }
    }

    /** Whose message an exchange carries. */
    UUID sellerOf(Exchange exchange) {
        var consumer = consumers.get(exchange.getFromRouteId());
        if (consumer == null) {
            throw new IllegalStateException("The consumer of " + exchange.getFromRouteId() + " has ended");
        }
        return consumer.of.sellerId();
    }

    /** How many consumers of each cloud listen, and how many are in trouble. */
    public List<Map<String, Object>> counts() {
        return sources.keySet().stream().flatMap(cloud -> List.of(true, false).stream().map(listening -> Map.<String, Object>of(
                "cloud", cloud, "state", listening ? "listening" : "in-trouble",
                "consumers", consumers.values().stream().filter(each -> each.of.cloud().equals(cloud)
                        && (each.isRunning() && each.trouble() == null) == listening).count()))).toList();
    }

    /** What is wrong, by consumer. */
    Map<String, String> troubles() {
        return consumers.values().stream().filter(each -> each.trouble() != null)
                .collect(Collectors.toMap(each -> each.routeId, MessageConsumer::trouble));
    }

    private static String routeId(Of of) {
        return of.cloud() + "-messages-" + of.sellerId();
    }
}
