package io.meterbridge.ledger;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MarketplaceRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds up a seller's whole ledger again, whatever the constraints and triggers should have kept.
 * An account that does not add up freezes nothing until a later proof finds it whole; the others go on.
 */
@Component("ledgerProof")
public class LedgerProof {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    /** A record of so many units may be full; the smallest bound of all marketplaces. */
    private static final long UNITS_MAX = MarketplaceRules.AWS.unitsMax();

    private final TransactionTemplate workerTransactions;
    private final TransactionTemplate oneView;
    private final JdbcClient workerJdbc;
    private final InstantSource clock;

    LedgerProof(
            @Qualifier("workerTransactions") TransactionTemplate workerTransactions,
            @Qualifier("workerTransactionManager") PlatformTransactionManager manager,
            @Qualifier("workerJdbc") JdbcClient workerJdbc,
            InstantSource clock) {
        this.workerTransactions = workerTransactions;
        this.oneView = oneView(manager);
        this.workerJdbc = workerJdbc;
        this.clock = clock;
    }

    /** Every check sees the ledger at the same instant, and none of them waits for whoever works. */
    private static TransactionTemplate oneView(PlatformTransactionManager manager) {
        var view = new TransactionTemplate(manager);
        view.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        view.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        view.setReadOnly(true);
        return view;
    }

    private record Ledger(long accounts, long records, List<ProofFinding> findings) {
    }

    /** Proves the ledger of one seller, a row of {@code proof/due-sellers.sql}. */
    public void prove(@Body Map<String, Object> columns) {
        var seller = new Row(columns).uuid("seller_id");
        workerTransactions.executeWithoutResult(status -> {
            if (!isMine(seller)) {
                return;
            }
            var now = clock.instant();
            var ledger = oneView.execute(view -> addUp(seller));
            keep(seller, ledger, now);
            var broken = ledger.findings().stream().map(ProofFinding::accountId).filter(Objects::nonNull)
                    .distinct().toArray(UUID[]::new);
            stop(seller, broken, now);
            letGoOn(seller, broken, now);
        });
    }

    /** Another replica's proof is as good. */
    private boolean isMine(UUID seller) {
        return workerJdbc.sql(Sql.of("proof/prove-alone")).param("seller", seller.toString())
                .query(Boolean.class).single();
    }

    private Ledger addUp(UUID seller) {
        var findings = new ArrayList<ProofFinding>();
        for (var check : ProofCheck.values()) {
            var statement = workerJdbc.sql(Sql.of("proof/" + check.code())).param("seller", seller);
            if (check == ProofCheck.WHOLE_UNIT_LEFT) {
                statement.param("unitsMax", UNITS_MAX);
            }
            statement.query().listOfRows().stream().map(Row::new)
                    .map(row -> new ProofFinding(check, row.uuid("account_id"), row.uuid("record_id"),
                            row.number("found"), row.decimal("amount")))
                    .forEach(findings::add);
        }
        var size = new Row(workerJdbc.sql(Sql.of("proof/size-of-ledger")).param("seller", seller)
                .query().singleRow());
        return new Ledger(size.number("accounts"), size.number("records"), findings);
    }

    private void keep(UUID seller, Ledger ledger, Instant now) {
        workerJdbc.sql(Sql.of("proof/keep-proof")).param("seller", seller).param("now", utc(now))
                .param("accounts", ledger.accounts()).param("records", ledger.records())
                .param("findings", ledger.findings().size()).update();
        var rows = new ArrayList<Map<String, Object>>();
        for (var finding : ledger.findings()) {
            LOG.error("metering: the ledger does not add up seller={} account={} problem={} rows={} amount={} "
                            + "record={}", seller, finding.accountId(), finding.check().code(), finding.found(),
                    finding.amount(), finding.recordId());
            var row = new LinkedHashMap<String, Object>();
            row.put("seller_id", seller);
            row.put("proven_at", now);
            row.put("problem", finding.check().code());
            row.put("account_id", finding.accountId());
            row.put("record_id", finding.recordId());
            row.put("found", finding.found());
            row.put("amount", finding.amount());
            row.put("message", finding.check().message());
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            workerJdbc.sql(Sql.of("proof/keep-findings")).param("rows", JsonRows.of(rows)).update();
        }
        LOG.info("metering: proved the ledger of seller={} accounts={} records={} findings={}", seller,
                ledger.accounts(), ledger.records(), ledger.findings().size());
    }

    private void stop(UUID seller, UUID[] broken, Instant now) {
        if (broken.length > 0) {
            workerJdbc.sql(Sql.of("proof/stop-broken-accounts")).param("seller", seller).param("ids", broken)
                    .query().listOfRows();
            workerJdbc.sql(Sql.of("proof/keep-back-records")).param("ids", broken).param("now", utc(now)).update();
        }
    }

    private void letGoOn(UUID seller, UUID[] broken, Instant now) {
        var whole = workerJdbc.sql(Sql.of("proof/whole-again")).param("seller", seller).param("ids", broken)
                .query(UUID.class).list();
        if (!whole.isEmpty()) {
            LOG.info("metering: accounts of seller={} add up again and go on: {}", seller, whole);
            workerJdbc.sql(Sql.of("proof/send-again")).param("ids", whole.toArray(UUID[]::new))
                    .param("now", utc(now)).update();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
