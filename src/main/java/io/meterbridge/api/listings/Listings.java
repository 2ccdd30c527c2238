package io.meterbridge.api.listings;

import io.meterbridge.api.Utc;
import io.meterbridge.api.contracts.PriceChangeListener;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** {@code /api/listings}. */
public final class Listings {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final ListingRows rows;
    private final ObjectProvider<PriceChangeListener> priceChanges;
    private final IdGenerator ids;
    private final InstantSource clock;

    Listings(SellerTransactions transactions, JdbcClient sellerJdbc, ListingRows rows,
            ObjectProvider<PriceChangeListener> priceChanges, IdGenerator ids, InstantSource clock) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.priceChanges = priceChanges;
        this.ids = ids;
        this.clock = clock;
    }

    /** Creates a listing; a seller has one per cloud and cloud id. */
    public Listing create(ApiRequest request) {
        var listing = ListingBody.created(ids.generateId(), request.object(), clock.instant());
        return transactions.forSeller(request.sellerId(), () -> {
            if (!rows.insert(listing)) {
                throw ProblemException.conflict("This listing exists already.",
                        rows.idOf(listing.cloud(), listing.cloudId()).orElse(null));
            }
            return one(listing.id());
        });
    }

    /** The seller's listings, oldest first. */
    public Page<Listing> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("cloud", "cloud")
                .text("cloud_id", "cloudId")
                .instant("last_modified_at_after", "lastModifiedAtAfter")
                .page(sellerJdbc, "listing/count-all", "listing/count", "listing/list",
                        (row, number) -> rows.read(row)));
    }

    /** One listing. */
    public Listing get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> one(request.id()));
    }

    /** Changes a listing; contracts that have no price of their own follow it from now on. */
    public Listing patch(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var before = rows.lock(request.id())
                    .orElseThrow(() -> ProblemException.notFound("listing"));
            var now = clock.instant();
            var after = ListingBody.changed(before, request.object(), now);
            rows.update(after);
            follow(request.sellerId(), after, now);
            return one(after.id());
        });
    }

    private void follow(UUID sellerId, Listing listing, Instant now) {
        var learnt = sellerJdbc.sql(Sql.of("listing/follow-price"))
                .param("listingId", listing.id())
                .param("now", Utc.of(now))
                .query((row, number) -> new Learnt(row.getObject("contract_id", UUID.class),
                        row.getLong("id")))
                .list();
        priceChanges.ifAvailable(to -> learnt.forEach(price ->
                to.priceChanged(sellerId, price.contractId(), price.snapshotId())));
    }

    private Listing one(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("listing"));
    }

    private record Learnt(UUID contractId, long snapshotId) {
    }
}
