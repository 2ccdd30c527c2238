package io.meterbridge.database;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One row of a query, as camel-sql and Spring hand it over: column label to value. Says at once which column
 * has not the type that was asked for.
 *
 * @param columns column labels in lower case
 */
public record Row(Map<String, Object> columns) {

    public UUID uuid(String column) {
        return as(column, UUID.class);
    }

    public String text(String column) {
        return as(column, String.class);
    }

    public BigDecimal decimal(String column) {
        return as(column, BigDecimal.class);
    }

    public long number(String column) {
        return as(column, Number.class).longValue();
    }

    public boolean flag(String column) {
        return as(column, Boolean.class);
    }

    public byte[] bytes(String column) {
        return as(column, byte[].class);
    }

    /** An instant, or null. */
    public Instant instant(String column) {
        var value = as(column, Timestamp.class);
        return value == null ? null : value.toInstant();
    }

    private <T> T as(String column, Class<T> type) {
        if (!columns.containsKey(column)) {
            throw new IllegalArgumentException("The row has no column " + column + ", only " + columns.keySet());
        }
        return type.cast(columns.get(column));
    }
}
