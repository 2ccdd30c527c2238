package io.meterbridge.contract;

import io.meterbridge.api.Utc;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Sql;
import io.meterbridge.lifecycle.ContractStatus;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.metering.FinalWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a contract's life means for the accounts it meters; in the writer's transaction. */
@Component
class ContractAccounts {

    private final JdbcClient sellerJdbc;
    private final MeterbridgeProperties.FinalUsage settings;

    ContractAccounts(JdbcClient sellerJdbc, MeterbridgeProperties settings) {
        this.sellerJdbc = sellerJdbc;
        this.settings = settings.finalUsage();
    }

    /**
     * The buyer goes on under a new contract: it takes over mapping and properties, and the account goes on
     * under it from its start (money.md M-01). One that starts later is attached when it starts.
     */
    void carryOver(UUID seller, UUID contract, Instant startAt, Instant now) {
        sellerJdbc.sql(Sql.of("contract-life/carry-over")).param("contract", contract).update();
        var carried = sellerJdbc.sql(Sql.of("contract-life/accounts-to-carry"))
                .param("contract", contract).param("now", Utc.of(now)).query(UUID.class).list();
        for (var account : carried) {
            sellerJdbc.sql(Sql.of("mapping/end-stretch-of-account")).param("account", account)
                    .param("contract", contract).param("startAt", Utc.of(startAt)).param("now", Utc.of(now)).update();
            sellerJdbc.sql(Sql.of("mapping/begin-stretch")).param("account", account).param("contract", contract)
                    .param("seller", seller).param("startAt", Utc.of(startAt)).update();
            sellerJdbc.sql(Sql.of("mapping/resume-account")).param("account", account)
                    .param("now", Utc.of(now)).update();
        }
    }

    /** A contract that is over meters nothing any more; one whose included part is undecided waits. */
    void follow(UUID contract, String cloud, Life life, Instant now) {
        if (life.status() == ContractStatus.CANCELLED && !life.ending().goesOn()) {
            lastReads(contract, cloud, life, now);
            sellerJdbc.sql(Sql.of("contract-life/end-stretches")).param("contract", contract)
                    .param("endAt", Utc.of(life.endAt())).param("now", Utc.of(now)).update();
        } else if (life.terms() != null && life.terms().coversUsage()) {
            sellerJdbc.sql(Sql.of("contract-life/hold-accounts")).param("contract", contract).update();
        }
    }

    /**
     * The hourly lane of its accounts stops now, and their last reads are planned (money.md M-24). An end that is heard
     * of too late is read once all the same: what it costs has to be told.
     */
    private void lastReads(UUID contract, String cloud, Life life, Instant now) {
        var latest = life.lastSignalAt() == null ? now : life.lastSignalAt();
        var window = FinalWindow.of(cloud, life.cancelledAt(), latest, now, settings.reads(),
                settings.marketplaceWindow());
        sellerJdbc.sql(Sql.of("final-usage/begin")).param("contract", contract)
                .param("cancelledAt", Utc.of(life.cancelledAt())).param("giveUpAt", Utc.of(window.closesAt()))
                .param("readsAfterSeconds", settings.reads().stream().map(Duration::toSeconds).toArray(Long[]::new))
                .param("firstReadAt", Utc.of(window.firstRead(now)))
                .param("holdsSeconds", FinalWindow.HOLDS_DECIDED_AFTER.toSeconds()).update();
        // whoever says again what is known gives no more time
        var signalled = FinalWindow.of(cloud, life.cancelledAt(), latest, latest, settings.reads(),
                settings.marketplaceWindow());
        sellerJdbc.sql(Sql.of("final-usage/follow-signals")).param("contract", contract)
                .param("cancelledAt", Utc.of(life.cancelledAt()))
                .param("giveUpAt", Utc.of(signalled.closesAt())).update();
    }

    /** True the first time: the seller does not know yet that the contract is left out. */
    boolean noteLeftOut(UUID contract, Instant now) {
        return sellerJdbc.sql(Sql.of("contract-life/note-left-out")).param("contract", contract)
                .param("now", Utc.of(now)).update() == 1;
    }

    /** Whether the buyer has a mapping that feeds another live contract and not this one (M-25). */
    boolean isLeftUnmapped(UUID contract, Instant now) {
        return sellerJdbc.sql(Sql.of("contract-life/other-served")).param("contract", contract)
                .param("now", Utc.of(now)).query(Boolean.class).single();
    }
}
