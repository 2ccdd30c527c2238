package io.meterbridge.sandbox;

import java.math.BigDecimal;

/** One price inside a cost bucket: its cost since the bucket's start. */
record CostRow(OrbPrice price, BigDecimal subtotal, BigDecimal total) {

    BigDecimal on(CostBasis basis) {
        return switch (basis) {
            case TOTAL -> total;
            case SUBTOTAL -> subtotal;
            case USAGE -> price.fixed() ? BigDecimal.ZERO : total;
        };
    }

    CostRow plus(BigDecimal shareOfMinimum) {
        return new CostRow(price, subtotal, total.add(shareOfMinimum));
    }
}
