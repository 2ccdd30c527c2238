package io.meterbridge.api.listings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.meterbridge.api.problem.Notice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a seller sells on one marketplace, and the dimension its usage is metered in.
 *
 * @param cloudId          AWS product code, Azure offer id or GCP product external name
 * @param plans            dimension and price by plan, where they differ from the listing's
 * @param costBasis        which of Orb's figures is billed: total, subtotal or usage
 * @param zeroQuantity     whether idle hours are reported as zero units
 * @param meteringIdentity AWS: license or customer; else null
 * @param serviceName      GCP service, or null
 * @param hold             bounds above which a record waits for a human, or null
 * @param shadow           work out everything, send nothing
 */
public record Listing(
        UUID id,
        String cloud,
        String cloudId,
        String title,
        Dimension usageDimension,
        JsonNode plans,
        String costBasis,
        boolean zeroQuantity,
        @JsonInclude(JsonInclude.Include.NON_NULL) String meteringIdentity,
        @JsonInclude(JsonInclude.Include.NON_NULL) String serviceName,
        JsonNode hold,
        boolean shadow,
        boolean sendFromTestMode,
        Instant createdAt,
        Instant lastModifiedAt,
        List<Notice> warnings) {

    /**
     * The default dimension of a listing's contracts.
     *
     * @param id        in the cloud's spelling
     * @param unitPrice price of one unit in {@code currency}
     * @param valueType how the cloud wants quantities: int64 or double
     */
    public record Dimension(String id, BigDecimal unitPrice, String currency, String valueType) {
    }

    /** The dimension and price of a plan: the plan's own, else the listing's. */
    public Dimension dimensionOf(String plan) {
        var own = plan == null ? null : plans.get(plan);
        return own == null ? usageDimension : new Dimension(own.get("id").asText(),
                new BigDecimal(own.get("unit_price").asText()), usageDimension.currency(),
                usageDimension.valueType());
    }

    /** True when usage is reported under the buyer, so that one buyer can have one live contract only. */
    public boolean metersByCustomer() {
        return "customer".equals(meteringIdentity);
    }
}
