package io.meterbridge.ledger;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.Row;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.observe.LedgerMeters;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of a held record (money.md M-22). Released, it gets a slot and is sent; dropped, its value is
 * written off: never billed and never owed again, unless Orb's cost falls, which consumes the write-off first.
 */
@Component
public class HeldRecords {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final SlotContracts slots;
    private final Decisions decisions;
    private final InstantSource clock;
    private final LedgerMeters meters;

    HeldRecords(SellerTransactions transactions, JdbcClient sellerJdbc, SlotContracts slots, Decisions decisions,
            InstantSource clock, LedgerMeters meters) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.slots = slots;
        this.decisions = decisions;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Gives a held record a slot: the hour it was worked out for while it is free, else the newest free one.
     * The units are worth what they were held for only at their own price, so the hour has to have that.
     *
     * @return false when the seller has no such record
     * @throws DecisionRefused when it is not held, its account is stopped, or no hour is free
     */
    public boolean release(UUID sellerId, UUID recordId, String decidedBy) {
        try {
            return transactions.forSeller(sellerId, () -> {
                var record = decisions.lock(recordId, "held");
                record.ifPresent(row -> release(row, decidedBy, clock.instant()));
                return record.isPresent();
            });
        } catch (DuplicateKeyException e) {
            throw new DecisionRefused("Another record of the same buyer took the hour meanwhile; ask again.");
        }
    }

    private void release(Row record, String decidedBy, Instant now) {
        var contract = slots.lock(List.of(record.uuid("contract_id"))).get(record.uuid("contract_id"));
        var state = stateOf(record.uuid("account_id"));
        if (state.equals("blocked")) {
            throw new DecisionRefused("Its account is blocked; settle what blocks it first.");
        }
        var hour = slotOf(record, contract, now);
        var rows = sellerJdbc.sql(Sql.of("ledger/release-record"))
                .param("id", record.uuid("id"))
                .param("hour", hour.start().atOffset(ZoneOffset.UTC))
                .param("usageEnd", utc(SettlementRows.usageEnd(contract.stretch().metered(), hour)))
                .param("plan", contract.stretch().metered().prices().at(hour).plan())
                .param("identity", JsonRows.of(List.of(contract.stretch().identity().fields())))
                .param("lane", contract.stretch().identity().lane())
                .param("closesAt", contract.closesAt(hour).atOffset(ZoneOffset.UTC))
                // a parked account's amount travels alone (money.md M-17)
                .param("batchLimit", state.equals("parked") ? 1 : 25)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query().listOfRows();
        meters.entered(rows, "frozen");
        decisions.keep(record, "released", decidedBy, now);
    }

    private MeteringHour slotOf(Row record, SlotContract contract, Instant now) {
        var identity = contract.stretch().identity();
        if (!identity.isKnown() || !identity.key().equals(record.text("identity_key"))) {
            throw new DecisionRefused("Its contract is told to the marketplace under another identity by now; "
                    + "drop it and enter the units by hand.");
        }
        var taken = slots.taken(contract, record.text("dimension"), now);
        return SlotContracts.choice(contract, taken, now)
                .forHeld(new MeteringHour(record.instant("worked_out_for")),
                        price -> price.dimension().equals(record.text("dimension"))
                                && price.unitPrice().compareTo(record.decimal("unit_price")) == 0)
                .orElseThrow(() -> new DecisionRefused("No completed hour is free that has the record's price and "
                        + "that " + record.text("cloud") + " still takes; ask again after the next hour."));
    }

    /**
     * Writes a held record off.
     *
     * @return false when the seller has no such record
     * @throws DecisionRefused when it is not held
     */
    public boolean drop(UUID sellerId, UUID recordId, String decidedBy) {
        return transactions.forSeller(sellerId, () -> {
            var now = clock.instant();
            var record = decisions.lock(recordId, "held");
            record.ifPresent(row -> {
                meters.entered(sellerJdbc.sql(Sql.of("ledger/drop-record")).param("id", recordId)
                        .param("now", now.atOffset(ZoneOffset.UTC)).query().listOfRows(), "written_off");
                sellerJdbc.sql(Sql.of("ledger/book-write-off")).param("account", row.uuid("account_id"))
                        .param("amount", row.decimal("worth")).update();
                decisions.keep(row, "dropped", decidedBy, now);
            });
            return record.isPresent();
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private String stateOf(UUID accountId) {
        return sellerJdbc.sql(Sql.of("ledger/state-of-account")).param("id", accountId)
                .query(String.class).single();
    }
}
