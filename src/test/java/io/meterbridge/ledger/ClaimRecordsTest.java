package io.meterbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.database.Sql;
import io.meterbridge.database.TestDatabase;
import io.meterbridge.database.TestRows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records of which lanes go into one claim: full calls at once, others when they have waited long enough. */
class ClaimRecordsTest {

    private static final Instant FROZEN = Instant.parse("2026-11-01T12:00:00Z");
    private static final String CLAIM = Sql.of("ledger/claim-records").replace(":#", ":");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final TestRows rows = new TestRows(database.workerJdbc());
    private UUID seller;
    private UUID listing;

    @BeforeEach
    void aSeller() {
        seller = rows.seller();
        listing = rows.listing(seller);
    }

    @Test
    void aFullCallLeavesAtOnceAndTheRestWaitsForCompany() {
        frozen(28, "lane-1");

        assertThat(claim(Duration.ZERO, 250)).hasSize(25);
        assertThat(claim(Duration.ofMillis(999), 250)).isEmpty();
        assertThat(claim(Duration.ofMillis(1000), 250)).hasSize(3);
    }

    @Test
    void lanesGatherEachByItself() {
        frozen(20, "lane-1");
        frozen(20, "lane-2");

        assertThat(claim(Duration.ofMillis(500), 250)).isEmpty();
        frozen(5, "lane-2");
        assertThat(claim(Duration.ofMillis(500), 250)).hasSize(25).allMatch(lane -> lane.equals("lane-2"));
        assertThat(claim(Duration.ofMillis(1500), 250)).hasSize(20).allMatch(lane -> lane.equals("lane-1"));
    }

    @Test
    void aRecordThatMustTravelAloneWaitsForNobody() {
        frozen(1, "lane-1", "batch_limit", 1);

        assertThat(claim(Duration.ZERO, 250)).hasSize(1);
    }

    @Test
    void aClaimIsCutBetweenCalls() {
        frozen(25, "lane-1");
        frozen(25, "lane-2");
        frozen(25, "lane-3");

        var lanes = claim(Duration.ZERO, 50);

        assertThat(lanes).hasSize(50);
        assertThat(lanes.stream().distinct()).hasSize(2);
    }

    @Test
    @Proves("M-13")
    void whatIsBeingSentIsClaimedByNobodyElse() {
        frozen(25, "lane-1");

        assertThat(claim(Duration.ZERO, 250)).hasSize(25);
        assertThat(claim(Duration.ofSeconds(5), 250)).isEmpty();
        assertThat(database.workerJdbc().sql("select count(*) from metering_attempt").query(Integer.class).single())
                .isEqualTo(25);
    }

    @Test
    @Proves("M-24")
    void whatIsLeftOfContractsThatEndedTravelsByItself() {
        frozen(20, "lane-1");
        frozen(3, "lane-1", "last_usage", true, "next_attempt_at", FROZEN.minus(Duration.ofDays(1)));

        assertThat(claim(Duration.ofMillis(500), 250)).hasSize(3);
        assertThat(claim(Duration.ofMillis(1000), 250)).hasSize(20);
    }

    /** 500 contracts cancelled in a minute, while the hour of 20,000 others waits to be sent. */
    @Test
    @Proves("M-24")
    void whatIsLeftOfFiveHundredContractsThatEndedLeavesBeforeTwentyThousandOthers() {
        frozen(1, "lane-1");
        alike("lane-1", 19_999);
        frozen(1, "lane-of-the-last", "last_usage", true, "next_attempt_at", FROZEN.minus(Duration.ofDays(1)));
        alike("lane-of-the-last", 499);

        for (int claim = 0; claim < 2; claim++) {
            assertThat(claim(Duration.ofSeconds(1), 250)).hasSize(250).containsOnly("lane-of-the-last");
        }
        assertThat(claim(Duration.ofSeconds(1), 250)).hasSize(250).containsOnly("lane-1");
    }

    /** Statistics are taken now and then; between two hours they say that nothing waits. */
    @Test
    void aClaimReadsWhatItTakesThoughStatisticsAreOfACalmMoment() {
        frozen(1, "accepted", "status", "accepted", "accepted_quantity", 10, "accepted_at", FROZEN);
        alike("accepted", 4_999);
        database.ownerJdbc().sql("analyze metering_record").update();
        frozen(1, "lane-1");
        alike("lane-1", 4_999);

        var plan = database.workerJdbc().sql("explain (analyze, format json) " + CLAIM)
                .params(parameters(Duration.ofSeconds(1), 250)).query(String.class).single();

        var passedBy = Pattern.compile("\"Rows Removed by (?:Join )?Filter\": (\\d+)").matcher(plan).results()
                .mapToLong(found -> Long.parseLong(found.group(1))).sum();
        assertThat(passedBy).as("rows that were looked at in vain: %s", plan).isLessThan(1_000);
    }

    /** More records like the one of a lane, each of a dimension of its own. */
    private void alike(String lane, int records) {
        var columns = database.ownerJdbc().sql("""
                select string_agg(attname, ', ') from pg_attribute
                where attrelid = 'metering_record'::regclass and attnum > 0 and attgenerated = ''""")
                .query(String.class).single();
        database.workerJdbc().sql("""
                insert into metering_record (%1$s)
                select %1$s
                from (select r as one from metering_record r where lane = :lane) lane,
                     generate_series(1, :records) number,
                     jsonb_populate_record(one, jsonb_build_object(
                         'id', md5(:lane || number), 'dimension', 'dimension-' || number))""".formatted(columns))
                .param("lane", lane).param("records", records).update();
    }

    private void frozen(int records, String lane, Object... columns) {
        for (int record = 0; record < records; record++) {
            var all = new ArrayList<Object>(List.of("lane", lane, "next_attempt_at", FROZEN));
            all.addAll(List.of(columns));
            rows.record(seller, null, rows.contract(seller, listing), listing, all.toArray());
        }
    }

    /** The lanes of the records in the next claim. */
    private List<String> claim(Duration afterFreezing, int limit) {
        return database.workerJdbc().sql(CLAIM).params(parameters(afterFreezing, limit))
                .query((row, number) -> row.getString("lane")).list();
    }

    private static Map<String, Object> parameters(Duration afterFreezing, int limit) {
        return Map.of("now", FROZEN.plus(afterFreezing).atOffset(ZoneOffset.UTC), "limit", limit, "look", 1000,
                "gatherSeconds", new BigDecimal("1.000"), "leaseSeconds", 60L, "owner", "a-test");
    }
}
