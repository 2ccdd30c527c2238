package io.meterbridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meterbridge.docs.Markdown;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.WorldContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ReloadStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

/** The examples of docs/editing-routes.md, all in one application that differs in its YAML alone. */
class EditedRoutesTest {

    private static final List<String> EXAMPLES = Markdown.read(Path.of("docs", "editing-routes.md"))
            .find(Pattern.compile("(?m)^## (.+)$")).stream().map(match -> match.group(1)).toList();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HOUR = "2026-03-28T14:00:00Z";

    @TempDir
    static Path folder;

    private static final UnaryOperator<Path> TRIED = folder -> folder.resolve("98-tried.camel.yaml");
    private static final String TRIED_ROUTE = """
            # What does whoever tries something out say?
            #
            #   in     anything
            #   out    what is said now
            #   fails  never
            #   why    in profile dev a saved file is loaded again
            - route:
                id: said-try
                group: trial
                description: Says what somebody wrote last
                from:
                  uri: direct:said-try
                  steps:
                    - setBody:
                        expression:
                          constant:
                            expression: "%s"
            """;

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static HttpServer others;
    private static MeteringWorld world;

    @BeforeAll
    static void start() throws IOException {
        others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        others.createContext("/", EditedRoutesTest::hear);
        others.start();
        var url = "http://localhost:" + others.getAddress().getPort();
        var routes = EditedRoutes.copiedTo(folder);
        for (var example : EXAMPLES) {
            routes.as(example);
        }
        Files.writeString(TRIED.apply(folder), TRIED_ROUTE.formatted("at first"));
        world = MeteringWorld.at("2026-03-28T14:30:00Z", Map.of(
                "spring.profiles.active", "dev", "camel.main.routes-reload-directory", folder,
                "camel.main.routes-include-pattern", routes.pattern(),
                "collector.url", url + "/collector", "chat.url", url + "/chat", "acme.url", url + "/acme",
                "held-chat.cron", "* * * * * ?"));
    }

    @AfterAll
    static void stop() {
        world.close();
        others.stop(0);
    }

    private static void hear(HttpExchange call) throws IOException {
        try (call) {
            TOLD.add(call.getRequestURI() + " "
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(200, -1);
        }
    }

    @Test
    void thereAreFiveExamples() {
        assertThat(EXAMPLES).hasSize(5);
    }

    /** Settings and statements of their own are what examples may have beyond our own routes. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SETTINGS", "SQL_FILES"})
    void theyKeepToTheForm(RouteCheck check) {
        assertThat(check.complaintsAbout(RouteFile.allIn(folder))).isEmpty();
    }

    @Test
    void theClockLooksTwiceAnHour() throws SchedulerException {
        var scheduler = world.bean(Scheduler.class);
        var cron = scheduler.getTriggerKeys(GroupMatcher.groupEquals("metering")).stream()
                .filter(key -> key.getName().contains("hour-clock")).findFirst().orElseThrow();
        var trigger = (CronTrigger) scheduler.getTrigger(cron);

        var first = trigger.getNextFireTime().toInstant();
        var second = trigger.getFireTimeAfter(trigger.getNextFireTime()).toInstant();

        assertThat(Set.of(minute(first), minute(second))).containsExactlyInAnyOrder(5, 35);
        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofMinutes(30));
    }

    private static int minute(Instant fire) {
        return fire.atZone(ZoneOffset.UTC).getMinute();
    }

    @Test
    void anAcceptedRecordIsToldToTheCollectorAndAHeldOneToTheChat() {
        var contract = contract("aws-buyer", "1.23");

        awaitStatus(contract, "accepted");

        var record = world.jdbc().sql("select id from metering_record where contract_id = :id")
                .param("id", contract).query(UUID.class).single();
        awaitTold("/collector {\"record\":\"" + record + "\",\"contract\":\"" + contract
                + "\",\"hour\":\"2026-03-28T14:00:00Z\",\"units\":\"123\",\"value\":\"1.23\",\"currency\":\"USD\"}");
        var held = hold(record);
        awaitTold("/chat {\"text\":\"Held on acme: 123 units, 1.23 USD (hold-units), record " + held + "\"}");
        assertThat(TOLD).as("told once").filteredOn(line -> line.contains(held.toString())).hasSize(1);
    }

    @Test
    void aLostDeadlockIsTriedTwelveTimesMore() {
        var owner = world.jdbc();
        owner.sql("create sequence lost_deadlocks").update();
        owner.sql("grant usage on sequence lost_deadlocks to public").update();
        owner.sql("""
                create function lose_nine() returns trigger language plpgsql as $$
                begin
                    if nextval('lost_deadlocks') <= 9 then
                        raise exception 'two transactions waited for each other' using errcode = '40P01';
                    end if;
                    return new;
                end $$""").update();
        owner.sql("create trigger lose_nine before update on metering_attempt for each row "
                + "execute function lose_nine()").update();
        try {
            awaitStatus(contract("deadlocked-buyer", "2.50"), "accepted");
            assertThat(owner.sql("select last_value from lost_deadlocks").query(Long.class).single())
                    .isGreaterThan(9);
        } finally {
            owner.sql("drop trigger lose_nine on metering_attempt").update();
        }
    }

    @Test
    void inProfileDevASavedFileIsLoadedAgainAndABrokenOneChangesNothing() throws IOException {
        var routes = world.bean(CamelContext.class).getRoutesSize();
        awaitSaid("at first");

        Files.writeString(TRIED.apply(folder), TRIED_ROUTE.formatted("then"));
        awaitSaid("then");
        Files.writeString(TRIED.apply(folder), TRIED_ROUTE.formatted("never").replace("setBody", "setBoddy"));
        var watcher = world.bean(CamelContext.class).hasService(ReloadStrategy.class);
        Awaitility.await().atMost(PATIENCE).until(() -> watcher.getFailedCounter() > 0);
        awaitSaid("then");
        Files.writeString(TRIED.apply(folder), TRIED_ROUTE.formatted("in the end"));
        awaitSaid("in the end");
        assertThat(world.bean(CamelContext.class).getRoutesSize()).as("the others are still there").isEqualTo(routes);
    }

    private static void awaitSaid(String words) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() ->
                assertThat(world.bean(ProducerTemplate.class).requestBody("direct:said-try", "", String.class))
                        .isEqualTo(words));
    }

    /** A contract on the fourth marketplace whose account spent an amount, metered. */
    private static UUID contract(String buyer, String amount) {
        world.clock().set(Instant.parse("2026-03-28T14:30:00Z"));
        var seller = world.seller("2026-01-01");
        var contract = seller.contractOn("acme", buyer, HOUR);
        var subscription = seller.orb().addSubscription("sub-" + UUID.randomUUID())
                .startsAt(Instant.parse("2026-03-28T00:00:00Z")).price(OrbPrice.usage("api-calls", "Calls"));
        WorldContract.use(subscription, "2026-03-28T14:40:00Z", amount);
        seller.map(contract, subscription.id());
        world.clock().set(Instant.parse("2026-03-28T15:05:00Z"));
        world.open(HOUR);
        return contract;
    }

    private static UUID hold(UUID record) {
        var held = UUID.randomUUID();
        world.jdbc().sql("""
                insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source,
                    dimension, identity_key, identity, quantity, unit_price, value, currency, cost, baseline,
                    included, committed_before, written_off, status, reason, next_attempt_at, frozen_at,
                    last_modified_at)
                select :held, seller_id, null, contract_id, listing_id, cloud, lane, 'manual',
                    dimension, identity_key, identity, quantity, unit_price, value, currency, null, null,
                    null, null, null, 'held', 'hold-units', now(), now() - interval '29 seconds', now()
                from metering_record where id = :record""")
                .param("held", held).param("record", record).update();
        return held;
    }

    private static void awaitStatus(UUID contract, String status) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() ->
                assertThat(world.jdbc().sql("select status from metering_record where contract_id = :id")
                        .param("id", contract).query(String.class).list()).containsExactly(status));
    }

    private static void awaitTold(String line) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(TOLD).contains(line));
    }
}
