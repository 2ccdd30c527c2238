package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that claim from the same rows take turns, and a turn that failed is given back. */
class OneAtATimeTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch leave = new CountDownLatch(1);
    private ProducerTemplate template;

    @BeforeEach
    void aRouteForOneAtATime() throws Exception {
        var turns = new OneAtATime();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:claim").routeId("claim").routePolicy(turns).process(exchange -> {
                    inside.incrementAndGet();
                    leave.await();
                });
                from("direct:other").routeId("other").routePolicy(turns).process(exchange -> inside.incrementAndGet());
                from("direct:failing").routeId("failing").routePolicy(turns).process(exchange -> {
                    throw new IllegalStateException("the database is away");
                });
            }
        });
        camel.start();
        template = camel.createProducerTemplate();
    }

    @AfterEach
    void noRouteAnyMore() throws Exception {
        leave.countDown();
        camel.close();
    }

    @Test
    void theSecondWaitsForTheFirst() {
        var first = template.asyncSendBody("direct:claim", "");
        var second = template.asyncSendBody("direct:claim", "");

        Awaitility.await("one to be inside").until(() -> inside.get() > 0);
        Awaitility.await("nobody else to come in").during(Duration.ofMillis(200)).until(() -> inside.get() == 1);
        leave.countDown();
        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        assertThat(inside).hasValue(2);
    }

    @Test
    void routesDoNotWaitForEachOther() {
        template.asyncSendBody("direct:claim", "");
        Awaitility.await("one to be inside").until(() -> inside.get() == 1);

        template.sendBody("direct:other", "");

        assertThat(inside).hasValue(2);
    }

    @Test
    void aTurnThatFailedIsGivenBack() {
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> template.sendBody("direct:failing", ""))
                    .isInstanceOf(CamelExecutionException.class).hasRootCauseMessage("the database is away");
        }
    }
}
