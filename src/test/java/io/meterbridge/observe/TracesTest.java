package io.meterbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterbridge.Proves;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.WorldContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** An hour can be followed in traces and in JSON logs, and neither shows a secret. */
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.meterbridge.metering");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** Names inside protobuf are plain UTF-8. */
    private final List<String> exported = new CopyOnWriteArrayList<>();

    @Test
    @Proves("R-54")
    void anHourIsFollowedFromOrbToTheMarketplace(CapturedOutput output) throws IOException {
        var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::collect);
        collector.start();
        try (var world = MeteringWorld.at("2026-03-28T15:05:00Z", Map.of(
                "otel.exporter.otlp.endpoint", "http://localhost:" + collector.getAddress().getPort()))) {
            log.start();
            LOGGER.addAppender(log);
            var seller = world.seller("2026-01-01");
            var contract = seller.contract("2026-03-28T14:00:00Z");
            WorldContract.use(contract.subscription("2026-03-28T00:00:00Z"), "2026-03-28T14:40:00Z", "1.23");
            world.meter("2026-03-28T14:00:00Z");

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(spans())
                    .contains("account-hours", "orb-cost-read", "submit-batch", "submit-aws"));
            var record = world.recordsOf(contract).get(0);
            assertThat(json(world)).filteredOn(line -> line.contains("\"transition\":\"sending > accepted\""))
                    .as("JSON lines").singleElement().asString()
                    .contains("\"record\":\"" + record.get("id") + "\"", "\"seller\":\"" + seller.id() + "\"",
                            "\"account\":\"" + record.get("account_id") + "\"",
                            "\"hour\":\"2026-03-28T14:00:00Z\"");
            assertThat(spans()).doesNotContain("orb-key-", "seller/secret/");
            assertThat(output.getOut()).doesNotContain("orb-key-", "seller/secret/");
        } finally {
            LOGGER.detachAppender(log);
            collector.stop(0);
        }
    }

    /** What was logged, as LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs writes it. */
    private List<String> json(MeteringWorld world) {
        var encoder = new StructuredLogEncoder();
        LOGGER.getLoggerContext().putObject(Environment.class.getName(), world.bean(Environment.class));
        encoder.setContext(LOGGER.getLoggerContext());
        encoder.setFormat("ecs");
        encoder.start();
        return List.copyOf(log.list).stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8)).toList();
    }

    private void collect(HttpExchange call) throws IOException {
        try (call) {
            exported.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            call.sendResponseHeaders(200, -1);
        }
    }

    private String spans() {
        return String.join("\n", exported);
    }
}
