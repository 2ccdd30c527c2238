package io.meterbridge.lifecycle;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a buyer pays: the part of a marketplace's terms that is told as old and new pricing.
 *
 * @param plan       the plan, or null where a marketplace has none
 * @param quantity   seats, or null
 * @param currency   of every price, or null when nothing is priced
 * @param unitPrices price of one unit by usage dimension, in {@code currency}
 * @param prepaid    money that the term's price includes or was paid upfront, in {@code currency}; null or
 *                   positive (money.md M-04)
 * @param entitled   units by dimension that the contract grants without further payment
 */
public record Terms(String plan, BigDecimal quantity, String currency, Map<String, BigDecimal> unitPrices,
        BigDecimal prepaid, Map<String, BigDecimal> entitled) {

    public Terms {
        unitPrices = plain(unitPrices);
        entitled = plain(entitled);
        quantity = plain(quantity);
        prepaid = prepaid == null || prepaid.signum() == 0 ? null : plain(prepaid);
    }

    /** Terms of usage alone. */
    public static Terms ofUsage(String plan, String currency, Map<String, BigDecimal> unitPrices) {
        return new Terms(plan, null, currency, unitPrices, null, Map.of());
    }

    /** The same terms under another plan or for another number of seats. */
    public Terms with(String newPlan, BigDecimal newQuantity) {
        return new Terms(newPlan, newQuantity, currency, unitPrices, prepaid, entitled);
    }

    /** Whether part of the usage is paid for already, so that somebody has to say how much (money.md M-04). */
    public boolean coversUsage() {
        return prepaid != null || !entitled.isEmpty();
    }

    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> numbers) {
        var sorted = new TreeMap<String, BigDecimal>();
        numbers.forEach((dimension, number) -> sorted.put(dimension, plain(number)));
        return Collections.unmodifiableSortedMap(sorted);
    }

    /** Terms that differ in the number of trailing zeros alone are the same terms. */
    private static BigDecimal plain(BigDecimal number) {
        return number == null ? null
                : number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
