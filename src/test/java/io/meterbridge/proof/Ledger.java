package io.meterbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger of a database, read as its owner: every seller's rows. */
final class Ledger {

    private final JdbcClient owner;

    Ledger(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * Where an account stands.
     *
     * @param cost      what Orb said last
     * @param committed as the account's row says
     * @param summed    as its records add up
     * @param left      what nobody was told yet; negative when over-billed
     */
    record Account(String subscription, BigDecimal cost, BigDecimal committed, BigDecimal summed,
            BigDecimal left) {
    }

    /** Records that are accepted. */
    List<Billed> accepted() {
        return records("accepted", "accepted_quantity", "");
    }

    /** Records that are left to a human. */
    List<Billed> waiting() {
        return records("unknown", "quantity", " and reason = 'resends-used-up'");
    }

    private List<Billed> records(String status, String quantity, String condition) {
        return owner.sql("""
                select cloud, coalesce((identity ->> 'CustomerAWSAccountId') || '|' || (identity ->> 'LicenseArn'),
                           identity ->> 'resourceId', identity ->> 'consumerId') as identity,
                       dimension, hour, %s as quantity, cloud_record_id
                from metering_record where status = :status""".formatted(quantity) + condition)
                .param("status", status).query((row, number) -> billed(row)).list();
    }

    private static Billed billed(ResultSet row) throws SQLException {
        var slot = new Billed.Slot(row.getString("cloud"), row.getString("identity"), row.getString("dimension"),
                row.getObject("hour", OffsetDateTime.class).toInstant());
        return new Billed(slot, row.getBigDecimal("quantity"), row.getString("cloud_record_id"));
    }

    /** How many records stand in each status. */
    Map<String, Long> recordsByStatus() {
        return owner.sql("select status, count(*) as records from metering_record group by status")
                .query((row, number) -> Map.entry(row.getString("status"), row.getLong("records"))).list()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How often each outcome came back; attempts without an answer stand under "none". */
    Map<String, Long> attemptsByOutcome() {
        return owner.sql("""
                select coalesce(outcome, 'none') as outcome, count(*) as attempts
                from metering_attempt group by 1""")
                .query((row, number) -> Map.entry(row.getString("outcome"), row.getLong("attempts"))).list()
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All accounts by their subscription. */
    Map<String, Account> accounts() {
        return owner.sql("""
                select a.orb_subscription_id, a.cost, a.committed,
                       coalesce((select sum(r.value) from metering_record r
                                 where r.account_id = a.id and r.counts and r.status
                                     in ('held', 'frozen', 'sending', 'unknown', 'accepted')), 0) as summed,
                       a.cost - a.included - a.baseline - a.committed - a.written_off as "left"
                from account a""")
                .query((row, number) -> new Account(row.getString("orb_subscription_id"),
                        row.getBigDecimal("cost"), row.getBigDecimal("committed"), row.getBigDecimal("summed"),
                        row.getBigDecimal("left")))
                .list().stream().collect(Collectors.toMap(Account::subscription, Function.identity()));
    }

    /** Every record ever made is accepted or left to a human: none else waits, none was lost. */
    void lostNothing() {
        var byStatus = recordsByStatus();
        assertThat(byStatus.keySet()).isSubsetOf("accepted", "unknown");
        assertThat(byStatus.getOrDefault("unknown", 0L)).isEqualTo(waiting().size());
    }

    /** What an account is said to have committed is what its records add up to. */
    void addsUp() {
        assertThat(accounts().values()).isNotEmpty().allSatisfy(account ->
                assertThat(account.committed()).as(account.subscription()).isEqualByComparingTo(account.summed()));
    }
}
