package io.meterbridge.cost;

/** What came of one answer of Orb. Not being able to read a cost is never the same as no cost. */
public sealed interface ReadingResult {

    /** The answer could be understood. */
    record Read(CostReading reading) implements ReadingResult {}

    /** The answer says nothing that may be settled on. */
    record NotUsable(Problem problem, String detail) implements ReadingResult {}

    /** Why an answer cannot be settled on. */
    enum Problem {
        /** No buckets although the subscription has, or should have, a cost. */
        EMPTY_ANSWER,
        /** A price is in another currency than the listing; the account is blocked. */
        CURRENCY_MISMATCH,
        /** A bucket holds money but no prices, so its share of usage prices is not known. */
        PRICES_MISSING
    }
}
