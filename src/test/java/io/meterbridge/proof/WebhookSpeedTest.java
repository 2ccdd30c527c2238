package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.sandbox.ReceivedEvent;
import io.meterbridge.webhook.WebhookWorld;
import io.meterbridge.webhook.WebhookWorld.Receiving;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many signed webhooks leave in a second, and what one endpoint that hangs does to the others. */
class WebhookSpeedTest {

    private static final int ENDPOINTS = 50;
    private static final int EVENTS = Proof.size(10, 1_200);
    private static final int WARM_UP_EVENTS = Proof.size(2, 800);
    private static final int ROUNDS = Proof.size(6, 100);
    private static final String TYPE = "contract.cancelled";
    private static final int TARGET_PER_SECOND = 2_000;
    /** How much a p95 of some tens of milliseconds may differ by chance on a busy machine. */
    private static final long CHANCE_MILLIS = 250;

    @Test
    @Proves("R-40")
    void everyDeliveryArrivesOnceSignedAndIsFoundAtTheSink() {
        try (var world = WebhookWorld.with(Map.of("meterbridge.webhooks.per-endpoint", "16"))) {
            var seller = world.seller();
            var endpoints = IntStream.range(0, ENDPOINTS).mapToObj(number -> seller.endpoint(TYPE)).toList();
            for (int number = 0; number < WARM_UP_EVENTS; number++) {
                seller.cancelled("warm-" + number);
            }
            awaitArrivals(world, WARM_UP_EVENTS * ENDPOINTS);

            Set<String> ids = new HashSet<>();
            long began = System.nanoTime();
            for (int number = 0; number < EVENTS; number++) {
                ids.add(seller.cancelled("c-" + number));
            }
            awaitArrivals(world, (WARM_UP_EVENTS + EVENTS) * ENDPOINTS);

            var arrived = world.receiver().received().stream().filter(event -> ids.contains(event.id())).toList();
            assertThat(arrived).hasSize(EVENTS * ENDPOINTS)
                    .allSatisfy(event -> assertThat(event.bodies()).hasSize(1));
            for (Receiving endpoint : endpoints) {
                assertThat(arrived.stream().filter(event -> event.path().equals(endpoint.path()))
                        .map(ReceivedEvent::id)).as(endpoint.path()).containsExactlyInAnyOrderElementsOf(ids);
            }
            long last = arrived.stream().mapToLong(ReceivedEvent::firstNanos).max().orElseThrow();
            long perSecond = arrived.size() * TimeUnit.SECONDS.toNanos(1) / (last - began);
            Proof.of("webhooks", "Signed webhooks to " + ENDPOINTS + " endpoints, with the application, PostgreSQL and "
                    + "the receiver on one machine; every id is looked for at the receiver, which verifies each one.")
                    .figure("deliveries", arrived.size()).figure("a second", perSecond)
                    .figure("received more than once", arrived.stream().filter(event -> event.timesValid() > 1).count())
                    .figure("lost", 0).write();
            if (Proof.size(0, 1) == 1) {
                assertThat(perSecond).as("signed deliveries a second").isGreaterThanOrEqualTo(TARGET_PER_SECOND);
            }
        }
    }

    @Test
    @Proves("R-41")
    void oneEndpointThatHangsSlowsNoOther() {
        try (var world = WebhookWorld.with(Map.of())) {
            var seller = world.seller();
            var healthy = IntStream.range(0, ENDPOINTS - 1).mapToObj(number -> seller.endpoint(TYPE)).toList();
            var hanging = seller.endpoint(TYPE);
            round(world, seller, healthy, 3);

            long before = p95Millis(round(world, seller, healthy, ROUNDS));
            var hold = world.receiver().faults().always().to(hanging.path()).holdBeforeWork();
            long during = p95Millis(round(world, seller, healthy, ROUNDS));
            hold.release();

            assertThat(during).as("p95 of the others, which was %d ms", before)
                    .isLessThanOrEqualTo(before * 3 / 2 + CHANCE_MILLIS);
            Proof.of("webhook-isolation", "One endpoint of " + ENDPOINTS + " takes connections and says nothing; how "
                    + "long the others wait for an event, from its commit to its arrival.")
                    .figure("events", ROUNDS).figure("deliveries to the others", ROUNDS * healthy.size())
                    .figure("p95 before, ms", before).figure("p95 while one hangs, ms", during).write();
        }
    }

    /** One event after the other; how long each took to each endpoint, in nanoseconds. */
    private static List<Long> round(WebhookWorld world, WebhookWorld.Seller seller, List<Receiving> endpoints, int events) {
        var paths = endpoints.stream().map(Receiving::path).toList();
        var latencies = new ArrayList<Long>();
        for (int number = 0; number < events; number++) {
            long sent = System.nanoTime();
            var id = seller.cancelled("c-" + number);
            Map<String, Long> arrivals = new TreeMap<>();
            WebhookWorld.await("the event at every healthy endpoint", () -> {
                world.receiver().received().stream().filter(event -> event.id().equals(id))
                        .forEach(event -> arrivals.put(event.path(), event.firstNanos() - sent));
                return arrivals.keySet().containsAll(paths);
            });
            paths.forEach(path -> latencies.add(arrivals.get(path)));
        }
        return latencies;
    }

    private static long p95Millis(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 95 / 100));
    }

    private static void awaitArrivals(WebhookWorld world, int count) {
        WebhookWorld.await(count + " arrivals", () -> world.receiver().countReceived() >= count);
    }
}
