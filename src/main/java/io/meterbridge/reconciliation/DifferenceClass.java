package io.meterbridge.reconciliation;

import java.util.Locale;

/** Why two figures differ. Every part of a difference has exactly one of these. */
public enum DifferenceClass {

    /** Less than one unit; it goes with a later record. */
    REMAINDER,
    /** Whole units that are not told yet, or not in the marketplace's report yet. */
    LATE_USAGE,
    /** Refused, expired or returned: owed again and not told again yet, or booked after all. */
    REJECTED,
    /** Waits for a human. */
    HELD,
    /** May be booked; no proof yet. */
    UNKNOWN,
    /** Orb's cost fell below what was told. */
    CREDIT,
    /** Paid for by an upfront or included amount. */
    INCLUDED,
    /** A human decided that it is never billed. */
    WRITTEN_OFF,
    /** Spent in one month and told in another. */
    MONTH_SHIFT,
    /** Told by somebody else, or left to them. */
    FOREIGN_USAGE,
    /** Worth more or less than when it was told, because its price was learnt late or is another. */
    PRICE,
    /** None of these. */
    UNEXPLAINED;

    /** Its name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
