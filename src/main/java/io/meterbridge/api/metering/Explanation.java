package io.meterbridge.api.metering;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/**
 * Every number of a record, from Orb's answer to the cloud's receipt.
 *
 * @param reading what Orb answered, or null for usage by hand
 * @param sum     how the quantity was worked out, or null for usage by hand
 */
public record Explanation(
        Record record,
        JsonNode reading,
        Sum sum,
        List<Correction> corrections,
        List<Decision> decisions,
        List<Attempt> attempts) {

    /**
     * The arithmetic of money.md M-03 with this record's numbers.
     *
     * @param due      cost - baseline - included - committedBefore - writtenOff
     * @param unitsDue whole units in what is due, never below zero
     * @param left     due - value
     */
    public record Sum(
            BigDecimal cost,
            BigDecimal baseline,
            BigDecimal included,
            BigDecimal committedBefore,
            BigDecimal writtenOff,
            BigDecimal due,
            BigDecimal unitPrice,
            String unitsDue,
            String quantity,
            BigDecimal value,
            BigDecimal left) {

        /** Works the sum out from what was stored with the record. */
        static Sum of(BigDecimal cost, BigDecimal baseline, BigDecimal included, BigDecimal committedBefore,
                BigDecimal writtenOff, Record record) {
            var due = cost.subtract(baseline).subtract(included).subtract(committedBefore)
                    .subtract(writtenOff);
            var units = due.max(BigDecimal.ZERO).divide(record.unitPrice(), 0, RoundingMode.FLOOR);
            return new Sum(cost, baseline, included, committedBefore, writtenOff, due, record.unitPrice(),
                    units.toPlainString(), record.quantity(), record.value(), due.subtract(record.value()));
        }
    }

    /** A change of value that was learnt after the units were told (money.md M-08). */
    public record Correction(BigDecimal amount, BigDecimal oldPrice, BigDecimal newPrice, String reason,
            Instant bookedAt) {
    }

    /**
     * What a human said about the record.
     *
     * @param decision  released, dropped, billed or not-billed
     * @param reason    why it had waited, or null
     * @param amount    value at stake
     * @param decidedBy the client id of who said it
     */
    public record Decision(String decision, String reason, BigDecimal amount, String decidedBy,
            Instant decidedAt) {
    }

    /**
     * One time the record was claimed for sending.
     *
     * @param sentAt  or null when it never left
     * @param outcome or null while there is none
     * @param answer  the cloud's own words, or null
     */
    public record Attempt(Instant claimedAt, Instant sentAt, Instant answeredAt, String outcome,
            String code, JsonNode answer) {
    }
}
