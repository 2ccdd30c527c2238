package io.meterbridge.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Usage that a seller enters by hand, as it was written.
 *
 * @param cloud            the cloud the seller believes the contract is on
 * @param contractId       null when the text is no id
 * @param quantity         a text that should be whole units
 * @param start            when the usage began, or null for the newest completed hour
 * @param end              when it ended, or null
 * @param coversOrbCost    true when it stands for cost that Orb shows too (money.md M-05)
 * @param customProperties the record's own
 */
public record HandUsage(
        String cloud,
        UUID contractId,
        String dimension,
        String quantity,
        Instant start,
        Instant end,
        boolean coversOrbCost,
        ObjectNode customProperties) {

    public HandUsage {
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(customProperties, "customProperties");
    }
}
