package io.meterbridge.metering;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a record is worth more, or less, because a price was learnt after it was frozen (money.md
 * M-08). The units stay as the marketplace took them; only their value in the account's committed
 * sum moves.
 *
 * @param amount units times the difference of the prices, in the listing's currency; never zero
 * @param oldPrice the price that was known to hold at the record's hour
 * @param newPrice the price that is now known to have held
 */
public record ValueCorrection(
        UUID recordId, BigDecimal amount, BigDecimal oldPrice, BigDecimal newPrice) {

    public ValueCorrection {
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(oldPrice, "oldPrice");
        Objects.requireNonNull(newPrice, "newPrice");
    }

    /**
     * The corrections that follow from learning a price: for every record stamped at or after the
     * price's effective instant and before the next price holds.
     *
     * <p>Records that do not count now may be passed too: if proof of their acceptance still comes
     * (money.md M-14), they have to count with the right value. A price of another dimension says
     * nothing about units of this one.
     *
     * @param before the contract's prices as known until now; every record's value, earlier
     *     corrections included, agrees with them
     * @param after the same prices with what was just learnt
     * @param records records of the contract that have an hour
     */
    public static List<ValueCorrection> of(
            PriceHistory before, PriceHistory after, List<PricedRecord> records) {
        var corrections = new ArrayList<ValueCorrection>();
        for (var record : records) {
            var was = before.at(record.hour());
            var is = after.at(record.hour());
            if (!pricesSameUnits(was, is, record)) {
                continue;
            }
            var amount =
                    is.unitPrice()
                            .subtract(was.unitPrice())
                            .multiply(BigDecimal.valueOf(record.quantity()));
            if (amount.signum() != 0) {
                corrections.add(
                        new ValueCorrection(
                                record.recordId(), amount, was.unitPrice(), is.unitPrice()));
            }
        }
        return corrections;
    }

    private static boolean pricesSameUnits(PricePoint was, PricePoint is, PricedRecord record) {
        return was.dimension().equals(record.dimension())
                && is.dimension().equals(record.dimension());
    }
}
