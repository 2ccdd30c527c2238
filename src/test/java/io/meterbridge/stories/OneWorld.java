package io.meterbridge.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.sandbox.AcceptedUsage;
import io.meterbridge.world.MeteringWorld;
import io.meterbridge.world.SharedWorlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * All stories happen in one world, one after the other. Each ends with AWS and the ledger knowing the same
 * accepted units; what it left behind is laid to rest before the next.
 */
final class OneWorld implements BeforeAllCallback, AfterEachCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static MeteringWorld world;

    static MeteringWorld world() {
        return world;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (world == null) {
            world = MeteringWorld.at("2026-02-01T00:00:00Z", Map.of(
                    "meterbridge.final-usage.spare-slot-every", "6",
                    "meterbridge.metering.look-every-millis", "40",
                    "meterbridge.metering.reconcile-every-millis", "80",
                    "meterbridge.metering.zeros-every-millis", "100"));
            world.sandbox().aws().quota(false);
            SharedWorlds.keep(world);
        }
        world.goOn();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        layToRest();
        // an answer that AWS has just given may still be on its way into the ledger
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() ->
                assertThat(unitsInLedger()).as("units accepted, the ledger's and those AWS bills")
                        .isEqualTo(unitsAtAws()));
        assertThat(wrongInLedger()).as("what the daily proof finds wrong").isEmpty();
    }

    /** Proves the ledgers that a story left behind; what no story breaks is whole. */
    private static List<String> wrongInLedger() {
        var unproven = world.jdbc().sql("""
                select s.id as seller_id from seller s
                where exists (select from account a where a.seller_id = s.id)
                  and not exists (select from ledger_proof p where p.seller_id = s.id)""").query().listOfRows();
        unproven.forEach(seller -> world.bean(ProducerTemplate.class).sendBody("direct:prove-ledger", seller));
        return unproven.stream().flatMap(seller -> world.jdbc().sql("""
                select coalesce(f.problem || ' ' || coalesce(f.record_id, f.account_id)::text, case
                                when p.seller_id is null then 'not proven' end)
                from seller s
                left join ledger_proof p on p.seller_id = s.id
                left join proof_finding f on f.seller_id = s.id
                where s.id = :seller_id and (p.seller_id is null or f.id is not null)""")
                .params(seller).query(String.class).list().stream()).toList();
    }

    private static Map<Long, Long> unitsInLedger() {
        return world.jdbc().sql("""
                select accepted_quantity, count(*) from metering_record
                where status = 'accepted' and cloud = 'aws' group by 1""")
                .query((row, number) -> Map.entry(row.getLong(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<Long, Long> unitsAtAws() {
        return world.sandbox().aws().accepted().stream()
                .collect(Collectors.groupingBy(AcceptedUsage::quantity, Collectors.counting()));
    }

    private static void layToRest() {
        var orb = world.sandbox().orb();
        orb.costsFaults().calm();
        orb.subscriptionFaults().calm();
        world.sandbox().aws().faults().calm();
        world.sandbox().aws().identicalResendIsDuplicate(false);
        rest("update metering_run set status = 'finished', finished_at = opened_at where status = 'running'");
        rest("update account set state = 'detached', state_reason = null where state <> 'detached'");
        rest("update metering_record set next_attempt_at = 'infinity' where status in ('frozen', 'unknown')");
    }

    private static void rest(String statement) {
        world.jdbc().sql(statement).update();
    }
}
