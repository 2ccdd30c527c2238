package io.meterbridge.api.listings;

import io.meterbridge.api.problem.Notice;
import io.meterbridge.api.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Optional;

/** What is good to know about a unit price, and what a cloud does not take. */
public final class Prices {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Prices() {
    }

    /** Marketplaces bill whole units, so a price above a cent leaves more than a cent unbilled for longer. */
    public static Optional<Notice> warningFor(BigDecimal unitPrice, String pointer) {
        return unitPrice.compareTo(CENT) <= 0 ? Optional.empty() : Optional.of(new Notice(pointer,
                "Only whole units are billed: up to " + unitPrice.toPlainString() + " of cost waits for the "
                + "next unit. A price of 0.01 or less per unit bills closer to Orb's cost."));
    }

    /** Azure's smallest price of a dimension is a cent; a lower one would be published as something else. */
    public static void refuseIfTooLow(String cloud, BigDecimal unitPrice, String pointer) {
        if (cloud.equals("azure") && unitPrice.compareTo(CENT) < 0) {
            throw ProblemException.invalid(pointer, "Azure takes no unit price below 0.01");
        }
    }
}
