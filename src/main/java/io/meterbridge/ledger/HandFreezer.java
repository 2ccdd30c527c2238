package io.meterbridge.ledger;

import io.meterbridge.database.JsonRows;
import io.meterbridge.database.RawJson;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import io.meterbridge.metering.MeteringHour;
import io.meterbridge.observe.LedgerMeters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Freezes usage that a seller entered by hand (money.md M-05), through the same door as the hourly records
 * (M-07): the accounts behind the contracts are locked first, then each usage takes its slot, all in one
 * transaction of the seller. Only what covers Orb's cost belongs to an account; anything else neither counts
 * against its cost nor parks it when it is refused.
 */
@Component
public class HandFreezer {

    private static final Logger LOG = LoggerFactory.getLogger("io.meterbridge.metering");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final SlotContracts slots;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final LedgerMeters meters;

    HandFreezer(SellerTransactions transactions, JdbcClient sellerJdbc, SlotContracts slots,
            InstantSource clock, IdGenerator ids, LedgerMeters meters) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.slots = slots;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
    }

    /**
     * Freezes what can be frozen.
     *
     * @return one result per usage, in their order; a refused one leaves the others alone
     */
    public List<HandResult> freeze(UUID sellerId, List<HandUsage> usages) {
        return transactions.forSeller(sellerId, () -> {
            var contracts = slots.lock(usages.stream().map(HandUsage::contractId).filter(Objects::nonNull)
                    .distinct().toList());
            var now = clock.instant();
            return usages.stream().map(usage -> freeze(sellerId, usage,
                    usage.contractId() == null ? null : contracts.get(usage.contractId()), now)).toList();
        });
    }

    private HandResult freeze(UUID sellerId, HandUsage usage, SlotContract contract, Instant now) {
        var refusal = HandRules.refusal(usage, contract, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        fixIdentity(contract);
        var taken = slots.taken(contract, usage.dimension(), now);
        while (true) {
            var hour = SlotContracts.choice(contract, taken, now).forUsage(HandRules.startHour(usage, now),
                    price -> price.dimension().equals(usage.dimension()));
            if (hour.isEmpty()) {
                return HandResult.refused("no-free-hour", "start_time",
                        "its month has no free completed hour that " + contract.stretch().cloud() + " still takes");
            }
            var record = record(sellerId, usage, contract, hour.get(), now);
            if (insert(record)) {
                LOG.info("metering: frozen by hand record={} seller={} contract={} hour={} units={} covers={}",
                        record.get("id"), sellerId, contract.id(), hour.get().start(), usage.quantity(),
                        usage.coversOrbCost());
                return HandResult.frozen((UUID) record.get("id"), hour.get().start());
            }
            // another contract of the same buyer was faster
            taken.add(hour.get());
        }
    }

    private void fixIdentity(SlotContract contract) {
        var identity = contract.stretch().identity();
        if (!contract.stretch().identityIsFixed()) {
            sellerJdbc.sql(Sql.of("ledger/fix-metering-identity")).param("rows", JsonRows.of(List.of(Map.of(
                    "contract_id", contract.id(), "identity", Map.of("key", identity.key(),
                            "lane", identity.lane(), "fields", identity.fields()))))).update();
        }
    }

    /** False when the slot is taken after all. */
    private boolean insert(Map<String, Object> record) {
        var written = sellerJdbc.sql(Sql.of("ledger/freeze-by-hand"))
                .param("rows", JsonRows.of(List.of(record))).query().listOfRows();
        written.forEach(row -> meters.entered((String) row.get("cloud"), (String) row.get("status"), 1));
        return !written.isEmpty();
    }

    private Map<String, Object> record(
            UUID sellerId, HandUsage usage, SlotContract contract, MeteringHour hour, Instant now) {
        var stretch = contract.stretch();
        var price = stretch.metered().prices().at(hour);
        var row = new LinkedHashMap<String, Object>();
        row.put("id", ids.generateId());
        row.put("seller_id", sellerId);
        row.put("account_id", usage.coversOrbCost() ? contract.accountId() : null);
        row.put("contract_id", contract.id());
        row.put("listing_id", stretch.listingId());
        row.put("cloud", stretch.cloud());
        row.put("lane", stretch.identity().lane());
        row.put("covers_orb_cost", usage.coversOrbCost());
        row.put("dimension", usage.dimension());
        row.put("hour", hour.start());
        row.put("usage_end", SettlementRows.usageEnd(stretch.metered(), hour));
        row.put("identity_key", stretch.identity().key());
        row.put("identity", stretch.identity().fields());
        row.put("plan", price.plan());
        row.put("quantity", Long.parseLong(usage.quantity()));
        row.put("unit_price", price.unitPrice());
        row.put("currency", stretch.currency());
        row.put("status", stretch.isShadowAt(hour) ? "shadow" : "frozen");
        row.put("closes_at", contract.closesAt(hour));
        row.put("custom_properties", new RawJson(usage.customProperties().toString()));
        row.put("frozen_at", now);
        return row;
    }
}
