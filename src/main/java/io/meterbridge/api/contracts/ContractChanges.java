package io.meterbridge.api.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.listings.Prices;
import io.meterbridge.api.openapi.ApiRequest;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiAnswer;
import io.meterbridge.database.SellerTransactions;
import io.meterbridge.mapping.MappingRequest;
import io.meterbridge.mapping.MappingResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.springframework.beans.factory.ObjectProvider;

/**
 * {@code PATCH /api/contracts/{id}}. Orb is asked about a new mapping before anything is stored, and no
 * transaction is open meanwhile; so the call is three steps of a route.
 */
public final class ContractChanges {

    private final SellerTransactions transactions;
    private final ContractRows rows;
    private final ObjectProvider<PriceChangeListener> priceChanges;
    private final CutOver cutOver;
    private final InstantSource clock;

    ContractChanges(SellerTransactions transactions, ContractRows rows,
            ObjectProvider<PriceChangeListener> priceChanges, CutOver cutOver, InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.priceChanges = priceChanges;
        this.cutOver = cutOver;
        this.clock = clock;
    }

    /**
     * First step: everything that can be refused without Orb is refused here.
     *
     * @return the mapping to make, or null when the call makes none
     */
    public MappingRequest prepare(ApiRequest request) {
        var contract = transactions.forSeller(request.sellerId(), () -> one(request.id()));
        priceIn(request.object(), contract, contract.usageDimension());
        var orb = Associations.changeIn(request.object()).map(Associations::orbIn).orElse(null);
        return orb == null ? null : new MappingRequest(request.sellerId(), MappingRequest.TargetKind.CONTRACT,
                request.id(), orb.subscriptionId());
    }

    /** Second step, when a mapping was made: ends the call if it could not be. */
    public MappingResult orRefuse(MappingResult result) {
        return MappingStep.orRefuse(result);
    }

    /** Last step: the rest of the change, in one transaction. */
    public Contract apply(@ExchangeProperty(ApiAnswer.REQUEST) ApiRequest request,
            @ExchangeProperty(MappingStep.RESULT) MappingResult mapping) {
        var changed = transactions.forSeller(request.sellerId(), () -> {
            if (!rows.lock(request.id())) {
                throw ProblemException.notFound("contract");
            }
            change(request, one(request.id()));
            return one(request.id());
        });
        return mapping == null ? changed : changed.withAmountDue(mapping.amountDue(), mapping.currency());
    }

    private void change(ApiRequest request, Contract contract) {
        var body = request.object();
        var associations = Associations.changeIn(body)
                .map(change -> Associations.merged(contract.storedAssociations(), change))
                .orElse((ObjectNode) contract.storedAssociations());
        var properties = body.has("custom_properties")
                ? Bodies.merge((ObjectNode) contract.customProperties(), body.get("custom_properties"))
                : contract.customProperties();
        var included = body.has("included") ? NewContract.included(body) : contract.included();
        rows.update(contract.id(), associations, properties, included);
        if (included != null) {
            rows.includedIsDecided(contract.id());
        }
        if (body.has("cut_over_at")) {
            cutOver.set(contract.id(), Bodies.instant(body, "cut_over_at"));
        }
        learnPrice(request.sellerId(), body, contract);
    }

    private void learnPrice(UUID sellerId, ObjectNode body, Contract contract) {
        var effectiveAt = effectiveAt(body, contract);
        var before = rows.priceAt(contract.id(), effectiveAt);
        var price = priceIn(body, contract, before);
        if (price == null || price.id().equals(before.id())
                && price.unitPrice().compareTo(before.unitPrice()) == 0) {
            return;
        }
        var snapshot = rows.learnPrice(contract.id(), effectiveAt, price, contract.plan(), "seller");
        priceChanges.ifAvailable(to -> to.priceChanged(sellerId, contract.id(), snapshot));
    }

    /** A price from before the contract holds from its start. */
    private Instant effectiveAt(JsonNode body, Contract contract) {
        var asked = Bodies.instant(body, "price_effective_at");
        var at = asked == null ? clock.instant() : asked;
        return at.isBefore(contract.startAt()) ? contract.startAt() : at;
    }

    /** The price a change asks for, or null when it asks for none. */
    private static Contract.Dimension priceIn(ObjectNode body, Contract contract, Contract.Dimension before) {
        var dimension = body.path("usage_dimension");
        var id = dimension.isTextual() ? dimension.textValue() : Bodies.text(dimension, "id");
        var price = agreed(Bodies.price(body, "unit_price", ""),
                Bodies.price(dimension, "unit_price", "/usage_dimension"));
        if (id == null && price == null) {
            if (body.has("price_effective_at")) {
                throw ProblemException.invalid("/price_effective_at", "comes with a unit_price");
            }
            return null;
        }
        if (price != null) {
            Prices.refuseIfTooLow(contract.cloud(), price, "/unit_price");
        }
        return new Contract.Dimension(id == null ? before.id() : id,
                price == null ? before.unitPrice() : price, before.currency());
    }

    private static BigDecimal agreed(BigDecimal outer, BigDecimal inner) {
        if (outer != null && inner != null && outer.compareTo(inner) != 0) {
            throw ProblemException.invalid("/usage_dimension/unit_price", "differs from /unit_price");
        }
        return outer == null ? inner : outer;
    }

    private Contract one(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("contract"));
    }
}
