package io.meterbridge.metering;

import java.util.List;

/**
 * What one account-hour comes to. A decision is data: nothing has happened yet.
 *
 * @param orders records to freeze, at most one for the old month and one for the hour
 * @param owed the whole sum after those records
 * @param why why the hour itself carries units or not
 * @param hoursInRow completed hours in a row that carry a record, this hour included
 */
public record HourDecision(List<FreezeOrder> orders, Owed owed, Why why, int hoursInRow) {

    public HourDecision {
        orders = List.copyOf(orders);
    }

    /** What became of the hour's slot. */
    public enum Why {
        /** Whole units were due and the slot takes them. */
        UNITS_DUE,
        /** Less than a unit is owed. */
        NOTHING_DUE,
        /** More was billed than Orb now says; later usage makes up for it. */
        OVERBILLED,
        /** The slot stays free on purpose; its units go with the next. */
        SPARE,
        /** No contract gives this hour one identity and one price. */
        NO_SLOT,
        /** The slot already carries a record or can never be used. */
        TAKEN,
        /** The marketplace no longer takes usage of this hour. */
        CLOSED,
        /** The account is halted: its cost is known, nothing is frozen. */
        HALTED
    }
}
