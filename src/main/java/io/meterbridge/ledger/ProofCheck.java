package io.meterbridge.ledger;

/** One thing that holds for every row of the ledger. Its statement finds the rows it does not hold for. */
enum ProofCheck {

    COMMITTED_DIFFERS("committed-differs",
            "What the account has committed is not the sum over its records."),
    SHADOWED_DIFFERS("shadowed-differs",
            "What the account has shadowed is not the sum over its shadow records."),
    VALUE_DIFFERS("value-differs",
            "A record is not worth its units times its price."),
    CORRECTION_DIFFERS("correction-differs",
            "A record carries another correction than was booked for it."),
    SLOT_TAKEN_TWICE("slot-taken-twice",
            "A slot carries more than one record."),
    MORE_THAN_OWED("more-than-owed",
            "A record was frozen with more than was owed, or without the sum that says so."),
    WHOLE_UNIT_LEFT("whole-unit-left",
            "A record left a whole unit open that it could have carried."),
    ACCEPTANCE_UNPROVEN("acceptance-unproven",
            "A record is accepted, returned or written off, and neither a marketplace nor a human said so."),
    DOUBT_FORGOTTEN("doubt-forgotten",
            "A record that may have been booked without an answer is free to be billed again."),
    ATTEMPTS_DIFFER("attempts-differ",
            "Evidence of an attempt to send a record is missing, or there is more of it than was sent."),
    INCLUDED_DIFFERS("included-differs",
            "What the account has included is not what its terms have consumed."),
    WRITTEN_OFF_DIFFERS("written-off-differs",
            "The account forgives more than humans decided."),
    COST_DIFFERS("cost-differs",
            "The account's cost is not the sum over Orb's series."),
    PRICE_UNKNOWN("price-unknown",
            "A record carries a price that its contract never had."),
    WRONG_SELLER("wrong-seller",
            "A record belongs to an account, a contract or a listing of another seller."),
    HOUR_BEFORE_FIRST("hour-before-first",
            "A record takes an hour from before its account's first.");

    private final String code;
    private final String message;

    ProofCheck(String code, String message) {
        this.code = code;
        this.message = message;
    }

    /** Its name in the API, in the metrics and below {@code sql/proof}. */
    String code() {
        return code;
    }

    /** What is wrong when it does not hold. */
    String message() {
        return message;
    }
}
