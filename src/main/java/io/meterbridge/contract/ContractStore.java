package io.meterbridge.contract;

import io.meterbridge.api.Utc;
import io.meterbridge.api.buyers.BuyerRows;
import io.meterbridge.api.contracts.CloudIdentity;
import io.meterbridge.api.contracts.ContractRows;
import io.meterbridge.api.contracts.PriceChangeListener;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.ListingRows;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.database.Sql;
import io.meterbridge.lifecycle.Change;
import io.meterbridge.lifecycle.ContractStatus;
import io.meterbridge.lifecycle.Decision;
import io.meterbridge.lifecycle.Life;
import io.meterbridge.lifecycle.Truth;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Writes a contract that changed, with everything that follows from it, in the writer's transaction. */
@Component
class ContractStore {

    private final JdbcClient sellerJdbc;
    private final LifeRows lives;
    private final ContractRows contracts;
    private final BuyerRows buyers;
    private final ListingRows listings;
    private final ContractAccounts accounts;
    private final ContractNews news;
    private final PriceChangeListener priceChanges;
    private final IdGenerator ids;
    private final MeterbridgeProperties.FinalUsage settings;

    ContractStore(JdbcClient sellerJdbc, LifeRows lives, ContractRows contracts, BuyerRows buyers,
            ListingRows listings, ContractAccounts accounts, ContractNews news, PriceChangeListener priceChanges,
            IdGenerator ids, MeterbridgeProperties settings) {
        this.sellerJdbc = sellerJdbc;
        this.lives = lives;
        this.contracts = contracts;
        this.buyers = buyers;
        this.listings = listings;
        this.accounts = accounts;
        this.news = news;
        this.priceChanges = priceChanges;
        this.ids = ids;
        this.settings = settings.finalUsage();
    }

    /**
     * A change that was decided.
     *
     * @param predecessor identity of the contract that this one follows, or null
     */
    record Write(ContractNotice notice, Names names, KnownContract known, Decision.Changed changed,
            String predecessor, Instant now) {

        String cloud() {
            return notice.notification().cloud();
        }

        UUID seller() {
            return notice.notification().sellerId();
        }

        Life life() {
            return changed.life();
        }
    }

    /** The buyer of a contract that is new. */
    UUID buyer(Write write, Listing listing) {
        var identifiers = write.names().buyer();
        return buyers.findOrInsert(ids.generateId(), write.cloud(), write.names().buyerName(),
                CloudIdentity.of(listing.cloud()).buyerKey(identifiers), identifiers);
    }

    void insert(Write write, Listing listing, UUID buyer) {
        var id = ids.generateId();
        var life = write.life();
        sellerJdbc.sql(Sql.of("contract-life/insert"))
                .param("id", id)
                .param("buyerId", buyer)
                .param("listingId", listing.id())
                .param("cloud", write.cloud())
                .param("status", word(life.status()))
                .param("startAt", Utc.of(life.startAt()))
                .param("plan", life.terms().plan())
                .param("identity", write.notice().identity())
                .param("cloudIdentifiers", lives.text(write.names().contract()))
                .param("origin", write.notice().notification().transport())
                .param("predecessor", write.predecessor())
                .param("now", Utc.of(write.now()))
                .update();
        var rateCard = RateCard.of(life.terms(), listing);
        contracts.learnPrice(id, life.startAt(), rateCard.price(), life.terms().plan(), rateCard.learntFrom());
        follow(write, id, listing);
    }

    void update(Write write) {
        var id = write.known().id();
        follow(write, id, listings.find(contracts.find(id).orElseThrow().listingId()).orElseThrow());
    }

    private void follow(Write write, UUID id, Listing listing) {
        var life = write.life();
        lives.keep(write.cloud(), write.notice().identity(), write.known().life(), life, write.now());
        var deadlines = deadlines(life);
        save(write, id, deadlines);
        if (write.predecessor() != null && !write.known().exists()) {
            accounts.carryOver(write.seller(), id, life.startAt(), write.now());
        }
        write.changed().changes().forEach(change -> learnPrice(write.seller(), id, change, life, listing));
        accounts.follow(id, write.cloud(), life, write.now());
        for (var change : write.changed().changes()) {
            lives.told(id, change, news.tell(write.seller(), id, change, deadlines), write.now());
        }
        if (accounts.isLeftUnmapped(id, write.now()) && accounts.noteLeftOut(id, write.now())) {
            news.mappingMissing(write.seller(), id, write.now());
        }
    }

    private void save(Write write, UUID id, Deadlines deadlines) {
        var life = write.life();
        boolean read = write.notice().truth() instanceof Truth.Known;
        sellerJdbc.sql(Sql.of("contract-life/update"))
                .param("id", id)
                .param("status", word(life.status()))
                .param("ending", life.ending() == null ? null : life.ending().name().toLowerCase(Locale.ROOT))
                .param("terms", lives.text(LifeJson.of(life.terms())))
                .param("plan", life.terms() == null ? null : life.terms().plan())
                .param("endAt", Utc.of(life.endAt()))
                .param("cloudIdentifiers", lives.text(write.names().contract()))
                .param("cancelledAt", Utc.of(life.cancelledAt()))
                .param("lastSignalAt", Utc.of(life.lastSignalAt()))
                .param("sellerDeadlineAt", Utc.of(deadlines.seller()))
                .param("deadlineAt", Utc.of(deadlines.marketplace()))
                .param("truthReadAt", read ? Utc.of(write.now()) : null)
                .param("now", Utc.of(write.now()))
                .update();
    }

    private Deadlines deadlines(Life life) {
        return life.cancelledAt() == null || life.ending().goesOn()
                ? Deadlines.NONE : Deadlines.after(life.cancelledAt(), settings);
    }

    /** New terms hold from the instant of the change on; records already frozen are corrected (M-08). */
    private void learnPrice(UUID seller, UUID id, Change change, Life life, Listing listing) {
        boolean changesTerms = change.kind() == Change.Kind.MODIFIED || change.kind() == Change.Kind.RENEWED;
        if (!changesTerms || change.now() == null) {
            return;
        }
        var at = change.at().isBefore(life.startAt()) ? life.startAt() : change.at();
        var before = contracts.priceAt(id, at);
        var now = RateCard.of(change.now(), listing);
        boolean same = now.price().id().equals(before.id())
                && now.price().unitPrice().compareTo(before.unitPrice()) == 0;
        boolean otherPlan = change.before() != null
                && !Objects.equals(change.before().plan(), change.now().plan());
        // a listing's price does not replace one that somebody knew better, unless it is another plan's
        if (otherPlan || !same && now.learntFrom().equals("marketplace")
                || !now.price().id().equals(before.id())) {
            var snapshot = contracts.learnPrice(id, at, now.price(), change.now().plan(), now.learntFrom());
            priceChanges.priceChanged(seller, id, snapshot);
        }
    }

    private static String word(ContractStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
