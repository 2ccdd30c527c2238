package io.meterbridge.architecture;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;

/** What the architecture test must notice: each class breaks one rule on purpose. */
public final class Breaches {

    private Breaches() {
    }

    /** Takes the machine's time as it is. */
    public static final class AsksTheSystemClock {

        Instant now() {
            return Instant.now();
        }
    }

    /** Sends money through a binary fraction. */
    public static final class CountsInBinary {

        BigDecimal half(BigDecimal money) {
            return BigDecimal.valueOf(money.doubleValue() / 2);
        }
    }

    /** Knows the database without being a store. */
    public static final class OpensConnections {

        Connection connection;
    }
}
