package io.meterbridge.sandbox;

/** What Orb's answers do with a price that ended inside the period; its documents leave it open. */
public enum EndedPrices {
    /** Its row is repeated as long as another price of its series lives. */
    STAY_WITH_THEIR_SERIES,
    /** Its series goes on to the end of the billing period with its last value. */
    STAY_UNTIL_PERIOD_END,
    /** Its row is absent from every day after its end. */
    LEAVE
}
