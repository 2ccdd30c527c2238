package io.meterbridge.api.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.problem.Notice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a buyer bought on a marketplace.
 *
 * @param endAt          or null when it is open
 * @param plan           the marketplace's plan, or null
 * @param unitPrice      price of one unit now, the same as in {@code usageDimension}
 * @param included       money per term that its price covers already, or null
 * @param cutOverAt      from which hour on its usage is told from here and no longer by another tool, or null
 * @param amountDue      in the answer to a mapping: what falls due now; else null
 * @param storedAssociations associations other than Orb's, as stored
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Contract(
        UUID id,
        String cloud,
        UUID listingId,
        UUID buyerId,
        String status,
        Instant startAt,
        Instant endAt,
        String plan,
        JsonNode cloudIdentifiers,
        JsonNode externalAssociations,
        JsonNode customProperties,
        BigDecimal unitPrice,
        Dimension usageDimension,
        Included included,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant cutOverAt,
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

    /** The dimension its usage is metered in now. */
    public record Dimension(String id, BigDecimal unitPrice, String currency) {
    }

    /**
     * What the contract's price covers.
     *
     * @param amount money per term
     * @param term   contract or month
     */
    public record Included(BigDecimal amount, String term) {
    }

    Contract withAmountDue(BigDecimal amount, String currency) {
        return new Contract(id, cloud, listingId, buyerId, status, startAt, endAt, plan, cloudIdentifiers,
                externalAssociations, customProperties, unitPrice, usageDimension, included, cutOverAt,
                amount, currency, createdAt, lastModifiedAt, warnings, storedAssociations);
    }

    Contract withWarnings(List<Notice> more) {
        return new Contract(id, cloud, listingId, buyerId, status, startAt, endAt, plan, cloudIdentifiers,
                externalAssociations, customProperties, unitPrice, usageDimension, included, cutOverAt,
                amountDue, amountDueCurrency, createdAt, lastModifiedAt, List.copyOf(more), storedAssociations);
    }
}
