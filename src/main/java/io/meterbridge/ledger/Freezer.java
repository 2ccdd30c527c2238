package io.meterbridge.ledger;

import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.cost.CostReading;
import io.meterbridge.cost.ReadingResult;
import io.meterbridge.cost.Readings;
import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.observe.LedgerMeters;
import io.meterbridge.orb.OrbFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.IdGenerator;

/**
 * The one door through which units are frozen (money.md M-07): lock the accounts, check that the claims
 * still hold, refuse readings older than the last settled one, sum up, insert. One transaction for a batch
 * of accounts, no call to anybody inside it.
 */
@Component("freezer")
public class Freezer {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final TransactionTemplate workerTransactions;
    private final JdbcClient workerJdbc;
    private final AccountLoader accounts;
    private final FailedReads failedReads;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final int spareSlotEvery;
    private final LedgerMeters meters;
    private final RecordNews news;

    Freezer(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            AccountLoader accounts,
            FailedReads failedReads,
            InstantSource clock,
            IdGenerator ids,
            MeterbridgeProperties settings,
            LedgerMeters meters,
            RecordNews news) {
        this.news = news;
        this.workerTransactions = workerTransactions;
        this.workerJdbc = workerJdbc;
        this.accounts = accounts;
        this.failedReads = failedReads;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
        this.spareSlotEvery = settings.finalUsage().spareSlotEvery();
    }

    /**
     * Settles a batch of account-hours and freezes what is due; notes the reads that failed. When the
     * database refuses the batch, each account is settled alone, so that one of them stops only itself.
     */
    public void settle(@Body List<AccountReading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        try {
            workerTransactions.executeWithoutResult(status -> settleLocked(readings));
        } catch (TransientDataAccessException e) {
            throw e; // nothing is wrong with the accounts; the route tries again
        } catch (DataAccessException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            LOG.error("metering: a batch of {} account-hours was refused; settling each alone",
                    readings.size(), e);
            readings.forEach(this::settleAlone);
        }
    }

    private void settleAlone(AccountReading reading) {
        try {
            workerTransactions.executeWithoutResult(status -> settleLocked(List.of(reading)));
        } catch (DataAccessException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            LOG.error("metering: account={} cannot be settled for hour={}", reading.claim().accountId(),
                    reading.claim().hour().start(), e);
            var failure = OrbFailure.of(OrbFailure.Kind.REFUSED, "the settlement was refused: " + e.getMessage());
            workerTransactions.executeWithoutResult(status -> failedReads.note(
                    List.of(new AccountReading(reading.claim(), reading.window(), null, failure)),
                    clock.instant()));
        }
    }

    private void settleLocked(List<AccountReading> readings) {
        var now = clock.instant();
        var byAccount = readings.stream()
                .collect(Collectors.toMap(reading -> reading.claim().accountId(), Function.identity()));
        var settlements = new ArrayList<AccountSettlement>();
        var history = new ArrayList<AccountHistory>();
        var failures = new ArrayList<AccountReading>();
        for (var account : accounts.lock(List.copyOf(byAccount.keySet()), oldestWindow(readings),
                now.minus(Duration.ofHours(25)))) {
            var reading = byAccount.get(account.id());
            if (!isStillOurs(account, reading)) {
                continue;
            }
            if (reading.failure() != null) {
                failures.add(reading);
                if (account.isOnItsLastResort(now)) {
                    settlements.add(AccountSettlement.lastKnown(account, reading, now, spareSlotEvery));
                }
                continue;
            }
            var result = Readings.read(reading.reply(), account.readingTerms());
            if (result instanceof ReadingResult.NotUsable problem) {
                failures.add(notUsable(reading, problem));
            } else if (result instanceof ReadingResult.Read read) {
                sort(account, reading, read.reading(), now, settlements, history);
            } else {
                throw new IllegalStateException("A reading is read or not usable: " + result);
            }
        }
        write(settlements, history, now);
        failedReads.note(failures, now);
    }

    private void sort(
            LockedAccount account,
            AccountReading reading,
            CostReading cost,
            Instant now,
            List<AccountSettlement> settlements,
            List<AccountHistory> history) {
        if (reading.window().settles()) {
            settlements.add(AccountSettlement.decide(account, reading, cost, now, spareSlotEvery));
        } else {
            history.add(new AccountHistory(account, reading, cost));
        }
    }

    /** A late owner, or an older reading than the one settled last, changes nothing. */
    private static boolean isStillOurs(LockedAccount account, AccountReading reading) {
        var claim = reading.claim();
        if (account.claimToken() != claim.claimToken()) {
            LOG.warn("metering: refused a stale claim account={} hour={} claim={} owner={}",
                    account.id(), claim.hour().start(), claim.claimToken(), account.claimToken());
            return false;
        }
        var settled = account.settledReadAt();
        if (reading.reply() != null && settled != null && reading.reply().readAt().isBefore(settled)) {
            LOG.warn("metering: refused an older reading account={} hour={} read={} settled={}",
                    account.id(), claim.hour().start(), reading.reply().readAt(), settled);
            return false;
        }
        return true;
    }

    private static AccountReading notUsable(AccountReading reading, ReadingResult.NotUsable problem) {
        var kind = problem.problem() == ReadingResult.Problem.CURRENCY_MISMATCH
                ? OrbFailure.Kind.REFUSED
                : OrbFailure.Kind.TRANSIENT;
        var code = problem.problem() == ReadingResult.Problem.CURRENCY_MISMATCH
                ? FailedReads.CURRENCY_MISMATCH + ": "
                : "";
        return new AccountReading(reading.claim(), reading.window(), null,
                OrbFailure.of(kind, code + problem.detail()));
    }

    private void write(List<AccountSettlement> settlements, List<AccountHistory> history, Instant now) {
        var rows = new SettlementRows(now, ids::generateId);
        var series = new ArrayList<Map<String, Object>>();
        settlements.forEach(settlement -> series.addAll(rows.series(settlement)));
        history.forEach(window -> series.addAll(window.seriesRows()));
        run("account/save-series", series);
        run("account/save-history", history.stream().map(AccountHistory::accountRow).toList());
        run("account/save-included-terms", flat(settlements, rows::includedTerms));
        run("ledger/fix-metering-identity", identities(settlements));
        freeze(flat(settlements, rows::records));
        run("account/save-settled-accounts", settlements.stream().map(rows::account).toList());
        noteRecovered(settlements, now);
    }

    private void freeze(List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of("ledger/freeze-records")).param("rows", JsonRows.of(rows)).query().listOfRows()
                    .stream().map(Row::new).forEach(this::entered);
        }
    }

    private void entered(Row record) {
        meters.entered(record.text("cloud"), record.text("status"), 1);
        if (record.text("status").equals("held")) {
            news.held(record.uuid("id"));
        }
    }

    /** Orb answers a seller again after it had throttled or refused it. */
    private void noteRecovered(List<AccountSettlement> settlements, Instant now) {
        var sellers = settlements.stream()
                .filter(settlement -> settlement.source().claim().connectionInTrouble())
                .map(settlement -> settlement.account().sellerId())
                .distinct().toArray(UUID[]::new);
        if (sellers.length > 0) {
            for (var statement : List.of("orb/mend-connection", "orb/note-calm")) {
                workerJdbc.sql(Sql.of(statement)).param("sellers", sellers)
                        .param("now", now.atOffset(ZoneOffset.UTC)).update();
            }
        }
    }

    private static List<Map<String, Object>> flat(
            List<AccountSettlement> settlements,
            Function<AccountSettlement, List<Map<String, Object>>> rows) {
        return settlements.stream().map(rows).flatMap(List::stream).toList();
    }

    /** How a contract's buyer is named is fixed the first time its account is settled. */
    private static List<Map<String, Object>> identities(List<AccountSettlement> settlements) {
        var identities = new LinkedHashMap<UUID, Map<String, Object>>();
        for (var settlement : settlements) {
            for (var stretch : settlement.account().stretches()) {
                if (!stretch.identityIsFixed() && stretch.identity().isKnown()) {
                    var identity = Map.of("key", stretch.identity().key(), "lane", stretch.identity().lane(),
                            "fields", stretch.identity().fields());
                    identities.put(stretch.metered().contractId(), Map.of(
                            "contract_id", stretch.metered().contractId(), "identity", identity));
                }
            }
        }
        return List.copyOf(identities.values());
    }

    private void run(String statement, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of(statement)).param("rows", JsonRows.of(rows)).update();
        }
    }

    private static Instant oldestWindow(List<AccountReading> readings) {
        return readings.stream()
                .filter(reading -> reading.window() != null)
                .map(reading -> reading.window().from())
                .min(Instant::compareTo)
                .orElse(null);
    }
}
