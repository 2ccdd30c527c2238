package io.meterbridge.api.buyers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.contracts.Associations;
import io.meterbridge.api.problem.Notice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who bought something on a marketplace.
 *
 * @param amountDue          in the answer to a mapping: what falls due now; else null
 * @param storedAssociations associations other than Orb's, as stored
 */
public record Buyer(
        UUID id,
        String cloud,
        String name,
        JsonNode cloudIdentifiers,
        JsonNode externalAssociations,
        JsonNode customProperties,
        @JsonInclude(JsonInclude.Include.NON_NULL) BigDecimal amountDue,
        @JsonInclude(JsonInclude.Include.NON_NULL) String amountDueCurrency,
        Instant createdAt,
        Instant lastModifiedAt,
        List<Notice> warnings,
        @JsonIgnore JsonNode storedAssociations) {

    /** The associations under the name that clients of Clazar's published API read. */
    @JsonProperty(Associations.OTHER_FIELD)
    public JsonNode externalObjectAssociations() {
        return externalAssociations;
    }

    Buyer withAmountDue(BigDecimal amount, String currency) {
        return new Buyer(id, cloud, name, cloudIdentifiers, externalAssociations, customProperties, amount,
                currency, createdAt, lastModifiedAt, warnings, storedAssociations);
    }

    Buyer withWarnings(List<Notice> said) {
        return new Buyer(id, cloud, name, cloudIdentifiers, externalAssociations, customProperties,
                amountDue, amountDueCurrency, createdAt, lastModifiedAt, said, storedAssociations);
    }
}
