package io.meterbridge.database;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * On whose behalf this thread changes rows. Every transaction that begins meanwhile carries it, and the
 * database notes it with each row that changes ({@code audit_entry}). Work that nobody asked for has none.
 *
 * @param operation {@code operationId} of the call
 * @param at        when the call was made
 */
public record Author(String clientId, String role, String operation, Instant at) {

    private static final ThreadLocal<Author> CURRENT = new ThreadLocal<>();

    /** Does work on the author's behalf. */
    public <T> T during(Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    static Author ofThisThread() {
        return CURRENT.get();
    }

    /** As the triggers read it. */
    String json() {
        var array = JsonRows.of(List.of(Map.of("client_id", clientId, "role", role, "operation", operation,
                "at", at)));
        return array.substring(1, array.length() - 1);
    }
}
