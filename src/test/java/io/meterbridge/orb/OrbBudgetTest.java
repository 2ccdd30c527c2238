package io.meterbridge.orb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Sql;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import io.meterbridge.sandbox.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The default budget through an hour of simulated time: hourly reads look for accounts every quarter of a second as
 * the route does, final reads ask every tenth.
 */
@Proves("M-24")
class OrbBudgetTest {

    private static final Instant HOUR = Instant.parse("2026-11-01T11:00:00Z");
    private static final Instant OPENED = Instant.parse("2026-11-01T12:05:00Z");
    private static final int ACCOUNTS = 20_000;
    private static final int TENTHS_OF_THE_HOUR = Boolean.getBoolean("proof") ? 10 : 1;
    private static final int CANCELLATIONS = 500;
    private static final int ROUNDS_OF_LAST_READS = Boolean.getBoolean("proof") ? 4 : 1;
    private static final int ORBS_LIMIT_PER_SECOND = 10;
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int TICKS_A_SECOND = 20;
    private static final int TICKS_BETWEEN_LOOKS = 5;
    private static final int TICKS_BETWEEN_FINAL_ASKS = 2;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final SandboxClock clock = SandboxClock.frozenAt(OPENED);
    private final OrbBudget budget = new OrbBudget(clock, new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("meterbridge", MeterbridgeProperties.class));
    private final List<Instant> drawn = new ArrayList<>();
    private final Deque<Instant> waiting = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private UUID seller;
    private int ticks;
    private int read;

    @BeforeEach
    void aSellerWithItsOrbAccount() {
        var rows = new TestRows(database.workerJdbc());
        seller = rows.seller();
        rows.insert("integration", Map.of("seller_id", seller, "provider", "orb", "status", "connected", "settings",
                Map.of(), "start_at", "2026-03-01T00:00:00Z", "mode", "live", "verified_at", OPENED, "updated_at",
                OPENED, "refusals", 0));
        rows.insert("orb_budget", Map.of("seller_id", seller, "refilled_at", OPENED, "tokens", 0, "throttles", 0,
                "hourly_ahead", 0));
        database.workerJdbc().sql("""
                insert into metering_run (id, hour, opened_by, status, opened_at)
                values (gen_random_uuid(), :hour, 'clock', 'running', :hour) on conflict do nothing""")
                .param("hour", HOUR.atOffset(ZoneOffset.UTC)).update();
    }

    @Test
    void twentyThousandAccountsAreSpreadOverTheHourAndAFinalReadWaitsLessThanASecond() {
        accounts(ACCOUNTS);
        for (int tenth = 1; tenth <= TENTHS_OF_THE_HOUR; tenth++) {
            cancel(6);
            passATenthOfTheHour();
            assertThat(read).as("after %s tenths of the hour", tenth)
                    .isBetween(ACCOUNTS * tenth / 10, Math.min(ACCOUNTS, ACCOUNTS * (tenth + 1) / 10));
        }

        assertThat(waiting).isEmpty();
        assertThat(waits).as("final reads").hasSize(TENTHS_OF_THE_HOUR * (6 + 10))
                .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
        assertThat(mostInOneSecond()).isLessThanOrEqualTo(ORBS_LIMIT_PER_SECOND);
    }

    /** Each of their planned reads is a round; the last one is made eight minutes before nothing is taken any more. */
    @Test
    void fiveHundredCancellationsInAMinuteAreReadMinutesBeforeTheirHourEnds() {
        accounts(ACCOUNTS);
        passSeconds(10);
        for (int round = 1; round <= ROUNDS_OF_LAST_READS; round++) {
            int readBefore = read;
            for (int second = 0; second < 60; second++) {
                cancel(CANCELLATIONS * (second + 1) / 60 - CANCELLATIONS * second / 60);
                passSeconds(1);
            }
            passSeconds(10);

            assertThat(waiting).isEmpty();
            assertThat(waits).hasSize(round * CANCELLATIONS)
                    .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(10)));
            passSeconds(60);
            assertThat(read - readBefore).as("hourly reads go on once they are made").isGreaterThan(300);
        }
        assertThat(mostInOneSecond()).isLessThanOrEqualTo(ORBS_LIMIT_PER_SECOND);
    }

    @Test
    void aPauseHoldsHourlyReadsAndNoFinalOne() {
        accounts(1_000);
        passSeconds(10);
        int before = read;
        database.workerJdbc().sql(Sql.of("orb/pause-budget")).param("seller", seller)
                .param("until", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC)).update();

        cancel(3);
        passSeconds(59);

        assertThat(read).isEqualTo(before);
        assertThat(waits).hasSize(3).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
        passSeconds(11);
        assertThat(read).isGreaterThan(before + 50);
    }

    @Test
    void whileManyFinalReadsWaitTheyHaveTheWholeBudget() {
        accounts(1_000);
        passSeconds(10);
        int before = read;

        cancel(80);
        passSeconds(9);

        assertThat(waits).as("at 8 a second").hasSizeBetween(70, 75);
        assertThat(read).isLessThanOrEqualTo(before + 2);
        passSeconds(11);
        assertThat(waits).hasSize(80);
        assertThat(read).as("hourly reads go on").isGreaterThan(before + 50);
        assertThat(mostInOneSecond()).isLessThanOrEqualTo(ORBS_LIMIT_PER_SECOND);
    }

    @Test
    void aMappingsReadLeavesTheNextPermitToAFinalOne() {
        database.workerJdbc().sql("update orb_budget set tokens = 0.9").update();
        cancel(1);
        finalReads();
        clock.advance(Duration.ofMillis(100));

        assertThat(mappingDraws()).isFalse();
        finalReads();
        assertThat(waits).containsExactly(Duration.ofMillis(100));
        clock.advance(Duration.ofMillis(300));
        assertThat(mappingDraws()).isTrue();
    }

    /** Leases end: accounts that nobody gets round to in time would be claimed again and again. */
    @Test
    void aClaimHasRoomForSoManyAccountsHoweverManySellersThereAre() {
        accounts(40);
        for (int more = 0; more < 3; more++) {
            aSellerWithItsOrbAccount();
            accounts(40);
        }
        clock.advance(Duration.ofSeconds(10));

        var claims = new ArrayList<List<UUID>>();
        for (int claim = 0; claim < 4; claim++) {
            claims.add(claim(50, 80));
        }

        assertThat(claims).as("each of four sellers has 20 permits").extracting(List::size)
                .containsExactly(50, 30, 0, 0);
        assertThat(claims.get(0)).doesNotContainAnyElementsOf(claims.get(1));
        assertThat(sellersOf(claims.get(0))).as("as few sellers as fill it").isEqualTo(3);
    }

    @Test
    void sellersWhoWereNotAskedAboutForLongestComeFirst() {
        accounts(40);
        var first = seller;
        aSellerWithItsOrbAccount();
        accounts(40);
        clock.advance(Duration.ofSeconds(10));
        database.workerJdbc().sql("update orb_budget set refilled_at = refilled_at - interval '1 second' "
                + "where seller_id = :first").param("first", first).update();

        var one = claim(10, 400);
        clock.advance(Duration.ofMillis(50));
        var other = claim(10, 400);

        assertThat(List.of(one, other)).extracting(this::sellersOf).containsExactly(1, 1);
        assertThat(sellersOf(Stream.concat(one.stream(), other.stream()).toList())).isEqualTo(2);
    }

    @Test
    void aSellerWithoutABudgetIsToldByOrbItself() {
        var stranger = UUID.randomUUID();

        assertThat(statement("orb/draw-final-permit", budget.permit(stranger)).query(Boolean.class).single())
                .isTrue();
    }

    private void accounts(int number) {
        database.workerJdbc().sql("""
                insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
                    subscription_start, subscription_read_at, first_hour, cursor_hour, next_read_at, created_at)
                select gen_random_uuid(), :seller, 'sub-' || n, 'USD', 'total', 'metering', 'UTC',
                    '2026-10-01T00:00:00Z', :now, '2026-11-01T10:00:00Z', '2026-11-01T10:00:00Z', :now, :now
                from generate_series(1, :number) n""")
                .param("seller", seller).param("now", OPENED.atOffset(ZoneOffset.UTC)).param("number", number)
                .update();
        // as the server does by itself in minutes
        database.ownerJdbc().sql("analyze account").update();
    }

    private void cancel(int contracts) {
        for (int number = 0; number < contracts; number++) {
            waiting.add(clock.instant());
        }
    }

    /** With a cancellation every 37 seconds. */
    private void passATenthOfTheHour() {
        for (int second = 0; second < 360; second++) {
            if (second % 37 == 1) {
                cancel(1);
            }
            passSeconds(1);
        }
    }

    private void passSeconds(int seconds) {
        for (int tick = 0; tick < seconds * TICKS_A_SECOND; tick++) {
            tick();
        }
    }

    private void tick() {
        if (ticks % TICKS_BETWEEN_LOOKS == 0) {
            hourlyReads();
        }
        if (ticks % TICKS_BETWEEN_FINAL_ASKS == 0) {
            finalReads();
        }
        ticks++;
        clock.advance(TICK);
    }

    /** Claims until nothing is due, as the route does, and settles at once. */
    private void hourlyReads() {
        while (true) {
            var claimed = claim(250, 8);
            if (claimed.isEmpty()) {
                return;
            }
            claimed.forEach(id -> drawn.add(clock.instant()));
            read += claimed.size();
            database.workerJdbc().sql("update account set cursor_hour = :hour, lease_until = null where id in (:ids)")
                    .param("hour", HOUR.atOffset(ZoneOffset.UTC)).param("ids", claimed).update();
        }
    }

    private List<UUID> claim(int limit, int liveRate) {
        var parameters = budget.parameters();
        parameters.put("liveRate", liveRate);
        parameters.put("limit", limit);
        parameters.put("leaseSeconds", 60L);
        return statement("account/claim-due-accounts", parameters)
                .query((row, number) -> row.getObject("id", UUID.class)).list();
    }

    private int sellersOf(List<UUID> accounts) {
        return database.workerJdbc().sql("select count(distinct seller_id) from account where id in (:ids)")
                .param("ids", accounts).query(Integer.class).single();
    }

    /** All who wait ask, in turn. */
    private void finalReads() {
        while (!waiting.isEmpty()
                && statement("orb/draw-final-permit", budget.permit(seller)).query(Boolean.class).single()) {
            drawn.add(clock.instant());
            waits.add(Duration.between(waiting.remove(), clock.instant()));
        }
    }

    private boolean mappingDraws() {
        return statement("orb/draw-permit", budget.permit(seller)).update() == 1;
    }

    /** A statement with its parameters spelt as in a route. */
    private StatementSpec statement(String name, Map<String, Object> parameters) {
        return database.workerJdbc().sql(Sql.of(name).replace(":#", ":")).params(parameters);
    }

    private int mostInOneSecond() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < drawn.size(); last++) {
            while (!drawn.get(first).isAfter(drawn.get(last).minusSeconds(1))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
