package io.meterbridge.api.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.listings.Listing;
import io.meterbridge.api.listings.Prices;
import io.meterbridge.api.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A contract about to be stored.
 *
 * @param price      its first price, which holds from its start
 * @param ownPrice   true when the seller gave it, false when it is the listing's
 */
record NewContract(
        UUID id,
        UUID buyerId,
        Listing listing,
        String status,
        Instant startAt,
        Instant endAt,
        String plan,
        String identityKey,
        JsonNode cloudIdentifiers,
        JsonNode customProperties,
        Contract.Included included,
        Contract.Dimension price,
        boolean ownPrice) {

    /** A contract out of a body whose identifiers were checked. */
    static NewContract of(UUID id, UUID buyerId, Listing listing, ObjectNode body) {
        var identity = CloudIdentity.of(listing.cloud());
        var identifiers = body.get("cloud_identifiers");
        var startAt = Bodies.instant(body, "start_at");
        var endAt = Bodies.instant(body, "end_at");
        if (endAt != null && !endAt.isAfter(startAt)) {
            throw ProblemException.invalid("/end_at", "is not after start_at");
        }
        // records carry the plan, so it is the one that the cloud knows
        var named = identity.planOf(identifiers);
        var plan = named == null ? Bodies.text(body, "plan") : named;
        var own = Bodies.price(body, "unit_price", "");
        if (own != null) {
            Prices.refuseIfTooLow(listing.cloud(), own, "/unit_price");
        }
        var status = Bodies.text(body, "status");
        return new NewContract(id, buyerId, listing, status == null ? "active" : status, startAt, endAt,
                plan, identity.contractKeyOf(identifiers), withoutNulls(identifiers),
                body.has("custom_properties")
                        ? withoutNulls(body.get("custom_properties")) : JsonNodeFactory.instance.objectNode(),
                included(body), price(listing, plan, own), own != null);
    }

    /** Money that the contract's price covers already, or null. */
    static Contract.Included included(JsonNode body) {
        var given = body.path("included");
        return given.isObject() ? new Contract.Included(
                new BigDecimal(given.get("amount").asText()), given.get("term").asText()) : null;
    }

    boolean isLive() {
        return !status.equals("pending") && !status.equals("cancelled");
    }

    static Contract.Dimension price(Listing listing, String plan, BigDecimal own) {
        var dimension = listing.dimensionOf(plan);
        return new Contract.Dimension(dimension.id(), own == null ? dimension.unitPrice() : own,
                dimension.currency());
    }

    /** By RFC 7396 a null says that there is nothing. */
    private static ObjectNode withoutNulls(JsonNode given) {
        return Bodies.merge(JsonNodeFactory.instance.objectNode(), given);
    }
}
