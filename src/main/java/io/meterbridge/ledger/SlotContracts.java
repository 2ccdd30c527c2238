package io.meterbridge.ledger;

import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.metering.SlotChoice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the contracts and hours in which a slot is looked for; call it inside a transaction of their seller. */
@Component
class SlotContracts {

    /** No marketplace takes usage of an hour that began earlier. */
    private static final Duration OLDEST_SLOT = Duration.ofHours(26);

    private final JdbcClient sellerJdbc;
    private final AccountLoader accounts;

    SlotContracts(JdbcClient sellerJdbc, AccountLoader accounts) {
        this.sellerJdbc = sellerJdbc;
        this.accounts = accounts;
    }

    /** The contracts by id, read once nobody else settles the accounts behind them (money.md M-07). */
    Map<UUID, SlotContract> lock(Collection<UUID> contractIds) {
        var ids = contractIds.toArray(UUID[]::new);
        sellerJdbc.sql(Sql.of("ledger/lock-accounts-of-contracts")).param("contracts", ids)
                .query().listOfRows();
        var contracts = new HashMap<UUID, SlotContract>();
        for (var found : sellerJdbc.sql(Sql.of("ledger/slot-contracts")).param("contracts", ids)
                .query().listOfRows()) {
            var contract = contract(new Row(found));
            contracts.put(contract.id(), contract);
        }
        return contracts;
    }

    private SlotContract contract(Row row) {
        var firstHour = row.instant("first_hour");
        return new SlotContract(accounts.stretch(row), row.uuid("account_id"), row.text("account_currency"),
                firstHour == null ? MeteringHour.firstFrom(row.instant("from_at")) : new MeteringHour(firstHour),
                row.flag("ended"));
    }

    /** Recent hours in which the contract or its buyer has a record of a dimension. */
    Set<MeteringHour> taken(SlotContract contract, String dimension, Instant now) {
        return new HashSet<>(sellerJdbc.sql(Sql.of("ledger/taken-hours"))
                .param("contract", contract.id())
                .param("cloud", contract.stretch().cloud())
                .param("identity", contract.stretch().identity().key())
                .param("dimension", dimension)
                .param("since", now.minus(OLDEST_SLOT).atOffset(ZoneOffset.UTC))
                .query().listOfRows().stream()
                .map(row -> new MeteringHour(new Row(row).instant("hour"))).toList());
    }

    /** The choice among a contract's hours, those taken left out. */
    static SlotChoice choice(SlotContract contract, Set<MeteringHour> taken, Instant now) {
        return new SlotChoice(contract.rules(), contract.stretch().metered(), contract.firstHour(), taken,
                contract.ended(), now);
    }
}
