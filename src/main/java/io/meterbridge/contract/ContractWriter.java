package io.meterbridge.contract;

import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.ListingRows;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.inbox.Inbox;
import io.meterbridge.inbox.Notification;
import io.meterbridge.inbox.Verdict;
import io.meterbridge.lifecycle.Decision;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.Lifecycle;
import io.meterbridge.lifecycle.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * Applies a notification: decides first, then writes the contract, its account, the outgoing events and what
 * became of the notification, all in one transaction of the seller. Changes of one seller's contracts on one
 * marketplace happen one after the other, because a renewal touches two of them.
 */
@Component("contractWriter")
public class ContractWriter {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final SellerTransactions transactions;
    private final Inbox inbox;
    private final LifeRows lives;
    private final Predecessors predecessors;
    private final ListingRows listings;
    private final ContractRows contracts;
    private final ContractStore store;
    private final InstantSource clock;

    ContractWriter(SellerTransactions transactions, Inbox inbox, LifeRows lives, Predecessors predecessors,
            ListingRows listings, ContractRows contracts, ContractStore store, InstantSource clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.lives = lives;
        this.predecessors = predecessors;
        this.listings = listings;
        this.contracts = contracts;
        this.store = store;
        this.clock = clock;
    }

    /** Applies a notification, and says what became of it. */
    public void apply(@Body ContractNotice notice) {
        transactions.forSeller(notice.notification().sellerId(), () -> {
            inbox.settle(notice.notification(), settle(notice));
            return null;
        });
    }

    /** Keeps a notification for a human, because it is about no contract that could be named. */
    public void setAside(@ExchangeProperty("notification") Notification notification) {
        transactions.forSeller(notification.sellerId(), () -> {
            inbox.settle(notification, Verdict.parked("it names no contract"));
            return null;
        });
    }

    private Verdict settle(ContractNotice notice) {
        var cloud = notice.notification().cloud();
        var now = clock.instant();
        lives.lock(cloud);
        var known = lives.find(cloud, notice.identity(), notice.born());
        var followed = predecessors.of(notice, known.life(), now);
        var decision = Lifecycle.decide(known.life(), notice.event(), notice.truth(), followed.predecessor());
        if (decision instanceof Decision.Ignored ignored) {
            if (known.exists() && notice.truth() instanceof Truth.Known) {
                lives.compared(known.id(), now);
            }
            return Verdict.ignored(ignored.reason());
        }
        if (decision instanceof Decision.Conflict conflict) {
            return Verdict.parked(conflict.reason());
        }
        if (decision instanceof Decision.Later later) {
            lives.keep(cloud, notice.identity(), known.life(), later.life(), now);
            return again(notice, later.reason());
        }
        return changed(notice, known, (Decision.Changed) decision, followed.key(), now);
    }

    private Verdict changed(ContractNotice notice, KnownContract known, Decision.Changed changed,
            String predecessor, Instant now) {
        var cloud = notice.notification().cloud();
        if (!changed.life().isBorn()) {
            lives.keep(cloud, notice.identity(), known.life(), changed.life(), now);
            return Verdict.done();
        }
        var names = names(notice, changed.life());
        var change = new ContractStore.Write(notice, names, known, changed, predecessor, now);
        if (known.exists()) {
            store.update(change);
            return Verdict.done();
        }
        var listing = names.product() == null ? null
                : listings.idOf(cloud, names.product()).flatMap(listings::find).orElse(null);
        if (listing == null) {
            // the events are kept: whichever of them is tried again finds the others
            lives.keep(cloud, notice.identity(), known.life(), known.life().with(notice.event()), now);
            return again(notice, "there is no listing of " + names.product());
        }
        return born(change, listing);
    }

    private Verdict born(ContractStore.Write change, Listing listing) {
        var buyer = store.buyer(change, listing);
        if (listing.metersByCustomer() && change.predecessor() == null && change.life().status().isLive()) {
            var other = contracts.liveCustomerContractOf(buyer);
            if (other.isPresent()) {
                return Verdict.parked("the buyer has the live contract " + other.get()
                        + ", and in identity mode customer AWS cannot tell two of them apart (M-25)");
            }
        }
        store.insert(change, listing, buyer);
        return Verdict.done();
    }

    private static Names names(ContractNotice notice, Life life) {
        var names = new HashMap<>(notice.identifiers());
        names.putAll(life.identifiers());
        return new Names(notice.notification().cloud(), names);
    }

    private static Verdict again(ContractNotice notice, String reason) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(notice.notification().attempts() - 1, 0), 10));
        return Verdict.later(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE, reason);
    }
}
