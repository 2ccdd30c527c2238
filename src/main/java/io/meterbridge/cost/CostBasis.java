package io.meterbridge.cost;

import java.math.BigDecimal;

/** Which of Orb's figures a listing bills; fixed for an account once it exists (money.md M-06). */
public enum CostBasis {

    /** After discounts, with plan minimums: what Orb's invoice will say. */
    TOTAL {
        @Override
        BigDecimal of(PriceCost price) {
            return price.total();
        }
    },

    /** Before discounts and without minimums. */
    SUBTOTAL {
        @Override
        BigDecimal of(PriceCost price) {
            return price.subtotal();
        }
    },

    /** The total of usage prices only: fixed fees are left out. */
    USAGE {
        @Override
        BigDecimal of(PriceCost price) {
            return price.usagePrice() ? price.total() : BigDecimal.ZERO;
        }
    };

    abstract BigDecimal of(PriceCost price);
}
