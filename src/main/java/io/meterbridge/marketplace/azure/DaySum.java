package io.meterbridge.marketplace.azure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What was submitted for one subscription and dimension on one UTC day, as Azure reports it: by
 * whomever, in whatever state of being matched.
 */
public record DaySum(Key key, BigDecimal submitted) {

    public DaySum {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(submitted, "submitted");
    }

    /**
     * What Azure sums up.
     *
     * @param resource id of the SaaS subscription in lower case
     * @param day      the UTC day
     */
    public record Key(String resource, String dimension, LocalDate day) {
        public Key {
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(dimension, "dimension");
            Objects.requireNonNull(day, "day");
        }
    }
}
