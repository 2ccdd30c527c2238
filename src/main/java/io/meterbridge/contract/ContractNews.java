package io.meterbridge.contract;

import io.meterbridge.api.buyers.BuyerRows;
import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.ListingRows;
import io.meterbridge.database.Sql;
import io.meterbridge.lifecycle.Change;
import io.meterbridge.lifecycle.Terms;
import io.meterbridge.metering.FinalWindow;
import io.meterbridge.webhook.EventOutbox;
import io.meterbridge.webhook.EventType;
import io.meterbridge.webhook.OutgoingEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the seller what became of a contract, as the contract stands when it is told. */
@Component
class ContractNews {

    private static final Map<Change.Kind, EventType> TYPES = Map.of(
            Change.Kind.CREATED, EventType.CONTRACT_CREATED,
            Change.Kind.MODIFIED, EventType.CONTRACT_MODIFIED,
            Change.Kind.RENEWED, EventType.CONTRACT_RENEWED,
            Change.Kind.CANCELLED, EventType.CONTRACT_CANCELLED);

    private final EventOutbox outbox;
    private final ContractRows contracts;
    private final BuyerRows buyers;
    private final ListingRows listings;
    private final JdbcClient sellerJdbc;

    ContractNews(@Qualifier("eventOutbox") EventOutbox outbox, ContractRows contracts, BuyerRows buyers,
            ListingRows listings, JdbcClient sellerJdbc) {
        this.outbox = outbox;
        this.contracts = contracts;
        this.buyers = buyers;
        this.listings = listings;
        this.sellerJdbc = sellerJdbc;
    }

    /**
     * Records the event of a change.
     *
     * @param deadlines until when the seller and the marketplace take usage; told with a cancellation
     * @return its {@code webhook-id}
     */
    String tell(UUID seller, UUID contractId, Change change, Deadlines deadlines) {
        var contract = contracts.find(contractId).orElseThrow();
        var data = new LinkedHashMap<String, Object>();
        data.put("contract", contract);
        data.put("buyer", buyers.find(contract.buyerId()).orElseThrow());
        var listing = listings.find(contract.listingId()).orElseThrow();
        data.put("listing", listing);
        var pricing = new LinkedHashMap<String, Object>();
        pricing.put("old", LifeJson.of(priced(change.before(), listing)));
        pricing.put("new", LifeJson.of(priced(change.now(), listing)));
        data.put("pricing", pricing);
        Instant deadline = null;
        if (change.kind() == Change.Kind.CANCELLED) {
            data.put("deadline_at", deadlines.marketplace());
            data.put("seller_deadline_at", deadlines.seller());
            data.put("held", held(contractId, change.at()));
            deadline = deadlines.seller();
        }
        return outbox.record(seller, new OutgoingEvent(TYPES.get(change.kind()), change.at(), deadline, data));
    }

    /** What of it waits for a human, and by when that is decided without one (money.md M-22); null when nothing does. */
    private Map<String, Object> held(UUID contractId, Instant endedAt) {
        return sellerJdbc.sql(Sql.of("contract-life/held-value")).param("contract", contractId)
                .query().listOfRows().stream().findFirst().map(row -> {
                    var held = new LinkedHashMap<>(row);
                    held.put("released_at", endedAt.plus(FinalWindow.HOLDS_DECIDED_AFTER));
                    return held;
                }).orElse(null);
    }

    /** Where the marketplace tells no price, the listing's is what the buyer pays (money.md M-09). */
    private static Terms priced(Terms terms, Listing listing) {
        if (terms == null || !terms.unitPrices().isEmpty()) {
            return terms;
        }
        var listed = ContractRows.listedPrice(listing, terms.plan());
        return new Terms(terms.plan(), terms.quantity(), listed.currency(),
                Map.of(listed.id(), listed.unitPrice()), terms.prepaid(), terms.entitled());
    }

    /** Tells that a new contract stays unmapped because its buyer's mapping feeds another one (M-25). */
    void mappingMissing(UUID seller, UUID contractId, Instant now) {
        var data = new LinkedHashMap<String, Object>();
        data.put("contract", contracts.find(contractId).orElseThrow());
        data.put("reason", "the buyer's mapping feeds another live contract");
        outbox.record(seller, OutgoingEvent.of(EventType.MAPPING_MISSING, now, data));
    }
}
