package io.meterbridge.api.contracts;

import io.meterbridge.api.buyers.BuyerRows;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.ListingRows;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.database.SellerTransactions;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.IdGenerator;

/** {@code /api/contracts}: creating and reading them. */
public final class Contracts {

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final ContractRows rows;
    private final BuyerRows buyers;
    private final ListingRows listings;
    private final IdGenerator ids;

    Contracts(SellerTransactions transactions, JdbcClient sellerJdbc, ContractRows rows, BuyerRows buyers,
            ListingRows listings, IdGenerator ids) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
        this.buyers = buyers;
        this.listings = listings;
        this.ids = ids;
    }

    /** Creates a contract with its first price, and its buyer unless it is known. */
    public Contract create(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> {
            var body = request.object();
            var listing = listingOf(body.get("listing_id").asText(), body.get("cloud").asText());
            var buyer = body.get("buyer");
            var identity = CloudIdentity.of(listing.cloud());
            identity.check(listing, buyer.get("cloud_identifiers"), body.get("cloud_identifiers"));
            refuseKnown(listing.cloud(), identity.contractKeyOf(body.get("cloud_identifiers")));
            var buyerId = buyers.findOrInsert(ids.generateId(), listing.cloud(),
                    buyer.get("name").asText(), identity.buyerKey(buyer.get("cloud_identifiers")),
                    buyer.get("cloud_identifiers"));
            var contract = NewContract.of(ids.generateId(), buyerId, listing, body);
            refuseSecondOfCustomer(contract);
            if (!rows.insert(contract)) {
                refuseKnown(listing.cloud(), contract.identityKey());
            }
            rows.learnPrice(contract.id(), contract.startAt(), contract.price(), contract.plan(),
                    contract.ownPrice() ? "seller" : "listing");
            return warned(one(contract.id()), listing, buyer.get("cloud_identifiers")
                    .path("product_code").asText(null), body.path("plan").asText(contract.plan()));
        });
    }

    /** The seller's contracts, oldest first. */
    public Page<Contract> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("cloud", "cloud")
                .text("status", "status")
                .id("buyer_id", "buyerId")
                .id("listing_id", "listingId")
                .text("agreement_id", "agreementId")
                .text("license_arn", "licenseArn")
                .text("subscription_id", "subscriptionId")
                .text("offer_id", "offerId")
                .text("plan_id", "planId")
                .text("entitlement_id", "entitlementId")
                .text("usage_reporting_id", "usageReportingId")
                .text("plan", "plan")
                .instant("last_modified_at_after", "lastModifiedAtAfter")
                .instant("created_at_after", "createdAtAfter")
                .with("now", rows.now())
                .page(sellerJdbc, "contract/count-all", "contract/count", "contract/list",
                        (row, number) -> rows.read(row)));
    }

    /** One contract. */
    public Contract get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> one(request.id()));
    }

    private Contract one(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("contract"));
    }

    private Listing listingOf(String id, String cloud) {
        var listing = listings.find(UUID.fromString(id))
                .orElseThrow(() -> ProblemException.invalid("/listing_id", "there is no such listing"));
        if (!listing.cloud().equals(cloud)) {
            throw ProblemException.invalid("/cloud", "the listing is on " + listing.cloud());
        }
        return listing;
    }

    private void refuseKnown(String cloud, String identityKey) {
        rows.idOf(cloud, identityKey).ifPresent(known -> {
            throw ProblemException.conflict("This contract is known already.", known);
        });
    }

    /** money.md M-25: AWS could not tell two contracts of one customer and product apart. */
    private void refuseSecondOfCustomer(NewContract contract) {
        if (contract.listing().metersByCustomer() && contract.isLive()) {
            rows.liveCustomerContractOf(contract.buyerId()).ifPresent(live -> {
                throw ProblemException.conflictWithContract("The buyer has a live contract, and in identity "
                        + "mode customer AWS cannot tell two of them apart.", live);
            });
        }
    }

    private static Contract warned(Contract contract, Listing listing, String productCode, String plan) {
        var product = listing.cloud().equals("aws") ? productCode
                : contract.cloudIdentifiers().path("offer_id").asText(listing.cloudId());
        var warnings = new ArrayList<>(contract.warnings());
        if (product != null && !product.equals(listing.cloudId())) {
            warnings.add(new Notice("/cloud_identifiers",
                    "'" + product + "' is not the listing's cloud_id '" + listing.cloudId() + "'"));
        }
        if (plan != null && !plan.equals(contract.plan())) {
            warnings.add(new Notice("/plan", "'" + plan + "' is not used: the cloud's identifiers name the plan '"
                    + contract.plan() + "'"));
        }
        return contract.withWarnings(warnings);
    }
}
