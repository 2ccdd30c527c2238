package io.meterbridge.api.buyers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.contracts.Associations;
import io.meterbridge.api.contracts.MappingStep;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.paging.Filter;
import io.meterbridge.api.paging.Page;
import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.mapping.MappingRequest;
import io.meterbridge.mapping.MappingResult;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code /api/buyers}. A PATCH is three steps of a route, as {@code ContractChanges} explains. */
public final class Buyers {

    private static final Notice NOTHING_METERED = new Notice("/external_associations/orb",
            "Nothing is metered yet: the buyer has no live contract that this mapping could feed.");

    private final SellerTransactions transactions;
    private final JdbcClient sellerJdbc;
    private final BuyerRows rows;

    Buyers(SellerTransactions transactions, JdbcClient sellerJdbc, BuyerRows rows) {
        this.transactions = transactions;
        this.sellerJdbc = sellerJdbc;
        this.rows = rows;
    }

    /** The seller's buyers, oldest first. */
    public Page<Buyer> list(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> new Filter(request)
                .text("cloud", "cloud")
                .text("product_code", "productCode")
                .text("customer_identifier", "customerIdentifier")
                .text("customer_aws_account_id", "customerAwsAccountId")
                .text("tenant_id", "tenantId")
                .text("account_id", "accountId")
                .instant("last_modified_at_after", "lastModifiedAtAfter")
                .instant("created_at_after", "createdAtAfter")
                .page(sellerJdbc, "buyer/count-all", "buyer/count", "buyer/list",
                        (row, number) -> rows.read(row)));
    }

    /** One buyer. */
    public Buyer get(ApiRequest request) {
        return transactions.forSeller(request.sellerId(), () -> one(request.id()));
    }

    /**
     * First step of a PATCH.
     *
     * @return the mapping to make, or null when the call makes none
     */
    public MappingRequest prepare(ApiRequest request) {
        transactions.forSeller(request.sellerId(), () -> one(request.id()));
        var orb = Associations.changeIn(request.object()).map(Associations::orbIn).orElse(null);
        return orb == null ? null : new MappingRequest(request.sellerId(), MappingRequest.TargetKind.BUYER,
                request.id(), orb.subscriptionId());
    }

    /** Second step, when a mapping was made: ends the call if it could not be. */
    public MappingResult orRefuse(MappingResult result) {
        return MappingStep.orRefuse(result);
    }

    /** Last step: the rest of the change, in one transaction. */
    public Buyer apply(@ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request,
            @ExchangeProperty(MappingStep.RESULT) MappingResult mapping) {
        var changed = transactions.forSeller(request.sellerId(), () -> {
            if (!rows.lock(request.id())) {
                throw ProblemException.notFound("buyer");
            }
            change(request.object(), one(request.id()));
            return one(request.id());
        });
        if (mapping == null) {
            return changed;
        }
        var answered = changed.withAmountDue(mapping.amountDue(), mapping.currency());
        var waits = mapping.accountId() == null && !answered.externalAssociations().path("orb").isEmpty();
        return waits ? answered.withWarnings(List.of(NOTHING_METERED)) : answered;
    }

    private void change(ObjectNode body, Buyer buyer) {
        var associations = Associations.changeIn(body)
                .map(change -> Associations.merged(buyer.storedAssociations(), change))
                .orElse((ObjectNode) buyer.storedAssociations());
        var properties = body.has("custom_properties")
                ? Bodies.merge((ObjectNode) buyer.customProperties(), body.get("custom_properties"))
                : buyer.customProperties();
        rows.update(buyer.id(), associations, properties);
    }

    private Buyer one(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("buyer"));
    }
}
