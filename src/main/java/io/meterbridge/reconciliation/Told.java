package io.meterbridge.reconciliation;

import java.math.BigDecimal;

/**
 * What became of the records of some time, by what is known today. Amounts are at the price they were told with; of
 * those that are neither accepted nor refused, late corrections of the price are part.
 *
 * @param acceptedUnits units of accepted records that count against Orb's cost
 * @param accepted      their value
 * @param correction    what prices learnt late changed about it
 * @param held          waits for a human
 * @param onTheWay      frozen or being sent
 * @param unknown       may be booked
 * @param foreign       somebody else's usage sits in the slot
 * @param shadow        left to another tool
 * @param writtenOff    never billed
 * @param refused       rejected, expired or returned: owed again
 * @param byHandUnits   accepted units that were entered by hand and count beside Orb's cost
 * @param byHand        their value
 * @param notReported   accepted value of hours that the marketplace's report does not reach
 */
public record Told(
        BigDecimal acceptedUnits,
        BigDecimal accepted,
        BigDecimal correction,
        BigDecimal held,
        BigDecimal onTheWay,
        BigDecimal unknown,
        BigDecimal foreign,
        BigDecimal shadow,
        BigDecimal writtenOff,
        BigDecimal refused,
        BigDecimal byHandUnits,
        BigDecimal byHand,
        BigDecimal notReported) {

    /** No records. */
    public static final Told NOTHING = new Told(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
            BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
            BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** The cost that all of it stands for: nothing of that is owed any more. */
    public BigDecimal settled() {
        return accepted.add(correction).add(held).add(onTheWay).add(unknown).add(foreign).add(shadow)
                .add(writtenOff);
    }
}
