package io.meterbridge.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.WorldContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads from the running application, and what the rules and the dashboard ask of it. */
class MetricsTest {

    private static MeteringWorld world;
    private static String metrics;

    @BeforeAll
    static void meterAnHourAndLeaveOneRecordUnanswered() throws Exception {
        world = MeteringWorld.at("2026-03-10T15:05:00Z", Map.of("meterbridge.observe.measure-every-millis", "100",
                "meterbridge.alarms.measure-every-millis", "500"));
        var seller = world.seller("2026-03-01");
        meter(seller.contract("2026-03-10T14:00:00Z"), "12.349");
        world.sandbox().aws().faults().next(1).loseAnswerAfterAccept();
        meter(seller.contract("2026-03-10T14:00:00Z"), "3.00");
        var careful = world.seller("2026-03-01").holds("{\"max_units_per_hour\": 50}");
        meter(careful.contract("2026-03-10T14:00:00Z"), "1.00");
        world.clock().advance(Duration.ofSeconds(5));
        Awaitility.await("the backlog to be measured").atMost(Duration.ofSeconds(60)).until(() -> {
            metrics = read();
            return metrics.contains("meterbridge_metering_oldest_unsent_seconds{cloud=\"aws\"} 5.0")
                    && metrics.contains("meterbridge_alarms{kind=\"held\"} 1.0");
        });
    }

    private static void meter(WorldContract contract, String cost) {
        WorldContract.use(contract.subscription("2026-03-10T00:00:00Z"), "2026-03-10T14:20:00Z", cost);
        world.meter("2026-03-10T14:00:00Z");
    }

    private static String read() throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + world.port() + "/observe/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    @Proves("R-24")
    void recordsUnitsAndValueAreCountedByCloud() {
        assertThat(metrics.lines())
                .contains("meterbridge_metering_records_total{cloud=\"aws\",status=\"frozen\"} 2.0")
                .contains("meterbridge_metering_records_total{cloud=\"aws\",status=\"accepted\"} 1.0")
                .contains("meterbridge_metering_records_total{cloud=\"aws\",status=\"unknown\"} 1.0")
                .contains("meterbridge_metering_units_total{cloud=\"aws\"} 1234.0")
                .contains("meterbridge_metering_value_total{cloud=\"aws\",currency=\"USD\"} 12.34");
    }

    @Test
    @Proves("R-24")
    void theSlowestAccountTellsHowFarMeteringIsBehind() {
        assertThat(metrics.lines()).contains("meterbridge_metering_lag_seconds 305.0");
    }

    @Test
    @Proves("R-28")
    void whatNeedsSomebodyIsCountedWithTheMoneyAtStake() {
        assertThat(metrics.lines())
                .contains("meterbridge_alarms_amount{currency=\"USD\",kind=\"held\"} 1.0")
                .contains("meterbridge_alarms{kind=\"broken-proof\"} 0.0");
    }

    @Test
    void notificationsAreCountedByWhatBecameOfThem() {
        assertThat(metrics.lines()).contains("meterbridge_notification_inbox{status=\"parked\"} 0.0");
    }

    @Test
    void answersOfOrbAreCountedByOutcome() {
        assertThat(metrics).containsPattern("meterbridge_orb_requests_total\\{outcome=\"ok\"} [1-9]");
    }

    @Test
    void everyQueryAsksForSomethingThatIsExported() throws Exception {
        var exported = Queries.exportedIn(metrics);

        assertThat(Queries.asked()).isNotEmpty().allSatisfy((where, names) ->
                assertThat(exported).as(where).containsAll(names));
    }
}
