package io.meterbridge.api.listings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Listings out of request bodies, with the rules that a schema cannot say. */
final class ListingBody {

    private static final String PRICE = "/usage_dimension/unit_price";

    private ListingBody() {
    }

    static Listing created(UUID id, ObjectNode body, Instant now) {
        var cloud = body.get("cloud").asText();
        var aws = cloud.equals("aws");
        refuseZeroElsewhere(cloud, body);
        refuseIdentityElsewhere(cloud, body);
        var listing = new Listing(id, cloud, Bodies.text(body, "cloud_id"), Bodies.text(body, "title"),
                dimension(body.get("usage_dimension"), new Listing.Dimension(null, null, "USD", "int64")),
                body.has("plans") ? body.get("plans") : JsonNodeFactory.instance.objectNode(),
                orElse(Bodies.text(body, "cost_basis"), "total"),
                Bodies.flag(body, "zero_quantity", aws),
                aws ? orElse(Bodies.text(body, "metering_identity"), "license") : null,
                Bodies.text(body, "service_name"), body.get("hold"), Bodies.flag(body, "shadow", false),
                Bodies.flag(body, "send_from_test_mode", false), now, now, List.of());
        return checked(listing);
    }

    static Listing changed(Listing before, ObjectNode body, Instant now) {
        refuseZeroElsewhere(before.cloud(), body);
        refuseIdentityElsewhere(before.cloud(), body);
        var plans = body.has("plans")
                ? Bodies.merge((ObjectNode) before.plans(), body.get("plans")) : before.plans();
        var listing = new Listing(before.id(), before.cloud(), before.cloudId(),
                orElse(Bodies.text(body, "title"), before.title()),
                dimension(body.path("usage_dimension"), before.usageDimension()), plans,
                orElse(Bodies.text(body, "cost_basis"), before.costBasis()),
                Bodies.flag(body, "zero_quantity", before.zeroQuantity()),
                orElse(Bodies.text(body, "metering_identity"), before.meteringIdentity()),
                orElse(Bodies.text(body, "service_name"), before.serviceName()),
                hold(before.hold(), body), Bodies.flag(body, "shadow", before.shadow()),
                Bodies.flag(body, "send_from_test_mode", before.sendFromTestMode()),
                before.createdAt(), now, List.of());
        return checked(listing);
    }

    private static Listing.Dimension dimension(JsonNode body, Listing.Dimension otherwise) {
        var price = Bodies.price(body, "unit_price", "/usage_dimension");
        return new Listing.Dimension(orElse(Bodies.text(body, "id"), otherwise.id()),
                price == null ? otherwise.unitPrice() : price,
                orElse(Bodies.text(body, "currency"), otherwise.currency()),
                orElse(Bodies.text(body, "value_type"), otherwise.valueType()));
    }

    private static JsonNode hold(JsonNode before, ObjectNode body) {
        if (!body.has("hold")) {
            return before;
        }
        var stored = before instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        var merged = Bodies.merge(stored, body.get("hold"));
        return merged.isEmpty() ? null : merged;
    }

    private static Listing checked(Listing listing) {
        if (listing.cloud().equals("gcp")) {
            refuseOddServiceName(listing.serviceName());
        }
        Prices.refuseIfTooLow(listing.cloud(), listing.usageDimension().unitPrice(), PRICE);
        listing.plans().fields().forEachRemaining(plan -> {
            var place = "/plans/" + plan.getKey();
            BigDecimal price = Bodies.price(plan.getValue(), "unit_price", place);
            Prices.refuseIfTooLow(listing.cloud(), price, place + "/unit_price");
        });
        return listing;
    }

    /** It becomes part of the address that usage is reported to. */
    private static void refuseOddServiceName(String name) {
        if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,253}")) {
            throw ProblemException.invalid("/service_name",
                    "is the service's name, for example product.endpoints.project.cloud.goog");
        }
    }

    private static void refuseZeroElsewhere(String cloud, ObjectNode body) {
        if (!cloud.equals("aws") && Bodies.flag(body, "zero_quantity", false)) {
            throw ProblemException.invalid("/zero_quantity", "only AWS takes records of zero units");
        }
    }

    private static void refuseIdentityElsewhere(String cloud, ObjectNode body) {
        if (!cloud.equals("aws") && body.has("metering_identity")) {
            throw ProblemException.invalid("/metering_identity", "only AWS leaves a choice here");
        }
    }

    private static String orElse(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
