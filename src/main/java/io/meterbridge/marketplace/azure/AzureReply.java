package io.meterbridge.marketplace.azure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The body of an answer of batchUsageEvent, as far as it could be read. */
public sealed interface AzureReply {

    /** Results record by record, in no particular order. */
    record Metered(List<Result> results) implements AzureReply {
        public Metered {
            results = List.copyOf(results);
        }
    }

    /** The call was refused whole. */
    record Refused(Problem problem) implements AzureReply {
        public Refused {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /** Nothing that Azure would say. */
    record Unreadable() implements AzureReply {
    }

    /**
     * What became of one record.
     *
     * @param status   {@code Accepted}, {@code Duplicate} and what else there is
     * @param eventId  Azure's receipt, or null
     * @param quantity the units Azure repeats, or null when it does not
     * @param problem  what was wrong, or null
     * @param json     the result as Azure wrote it
     */
    record Result(
            EventKey key,
            String status,
            String eventId,
            BigDecimal quantity,
            Problem problem,
            String json) {
        public Result {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * An error, of a record or of a whole call.
     *
     * @param code     for example {@code BadArgument} or {@code Conflict}
     * @param message  Azure's sentence for people, or null
     * @param targets  the fields it is about, as far as it says
     * @param accepted what a conflict is in the way of, or null
     */
    record Problem(String code, String message, Set<String> targets, Booked accepted) {
        public Problem {
            Objects.requireNonNull(code, "code");
            targets = Set.copyOf(targets);
        }
    }

    /**
     * The usage that sits in a slot already.
     *
     * @param key      its slot, or null when the answer does not name it
     * @param eventId  its receipt, or null
     * @param quantity its units, or null when the answer does not say
     */
    record Booked(EventKey key, String eventId, BigDecimal quantity) {
    }
}
