package io.meterbridge.api.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Bodies;
import io.meterbridge.api.problem.ProblemException;
import java.util.Optional;

/** {@code external_associations}: who else knows a buyer or contract, and under which name. */
public final class Associations {

    /** The name of the field in answers. */
    public static final String FIELD = "external_associations";

    /** The name of the field in Clazar's published API; accepted too. */
    public static final String OTHER_FIELD = "external_object_associations";

    private Associations() {
    }

    /** The change a PATCH asks for, under either name; empty when it asks for none. */
    public static Optional<JsonNode> changeIn(ObjectNode body) {
        var change = body.get(FIELD);
        var other = body.get(OTHER_FIELD);
        if (change != null && other != null && !change.equals(other)) {
            throw ProblemException.invalid("/" + OTHER_FIELD, "differs from " + FIELD + "; give one of them");
        }
        return Optional.ofNullable(change == null ? other : change);
    }

    /**
     * What a change says about the Orb subscription.
     *
     * @return null when it says nothing
     */
    public static OrbChange orbIn(JsonNode change) {
        if (change.isNull() || change.path("orb").isNull()
                || change.path("orb").path("mapped_object").isNull()) {
            return new OrbChange(null);
        }
        var id = change.path("orb").path("mapped_object").path("id");
        return id.isTextual() ? new OrbChange(id.textValue()) : null;
    }

    /** Stored associations after a change; Orb's is kept in a column of its own. */
    public static ObjectNode merged(JsonNode stored, JsonNode change) {
        var merged = Bodies.merge((ObjectNode) stored, change);
        merged.remove("orb");
        return merged;
    }

    /** The three associations as an answer shows them, empty objects where nothing is attached. */
    public static ObjectNode shown(JsonNode stored, String orbSubscriptionId) {
        var shown = JsonNodeFactory.instance.objectNode();
        shown.set("salesforce", objectOf(stored, "salesforce"));
        shown.set("hubspot", objectOf(stored, "hubspot"));
        var orb = shown.putObject("orb");
        if (orbSubscriptionId != null) {
            orb.putObject("mapped_object").put("id", orbSubscriptionId);
        }
        return shown;
    }

    private static JsonNode objectOf(JsonNode stored, String name) {
        return stored.path(name).isObject() ? stored.get(name) : JsonNodeFactory.instance.objectNode();
    }

    /**
     * A wish about the Orb subscription.
     *
     * @param subscriptionId the one to map, or null to unmap
     */
    public record OrbChange(String subscriptionId) {
    }
}
