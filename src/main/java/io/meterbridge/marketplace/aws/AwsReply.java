package io.meterbridge.marketplace.aws;

import java.util.List;
import java.util.Objects;

/** The body of an answer of BatchMeterUsage, as far as it could be read. */
public sealed interface AwsReply {

    /**
     * Results record by record; a record may be in either list, in none, or (which AWS never says)
     * in both.
     */
    record Metered(List<Result> results, List<Unprocessed> unprocessed) implements AwsReply {
        public Metered {
            results = List.copyOf(results);
            unprocessed = List.copyOf(unprocessed);
        }
    }

    /**
     * The call was refused whole.
     *
     * @param type    the error's name without a namespace, for example {@code ThrottlingException}
     * @param message AWS's sentence for people, or null
     */
    record Refused(String type, String message) implements AwsReply {
        public Refused {
            Objects.requireNonNull(type, "type");
        }
    }

    /** Nothing that AWS would say. */
    record Unreadable() implements AwsReply {
    }

    /**
     * What became of one record.
     *
     * @param status           {@code Success}, {@code CustomerNotSubscribed} or {@code
     *                         DuplicateRecord}
     * @param meteringRecordId AWS's receipt, or null
     * @param quantity         the units AWS repeats, or null when it does not
     * @param json             the result as AWS wrote it
     */
    record Result(
            UsageKey key, String status, String meteringRecordId, Long quantity, String json) {
        public Result {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * A record AWS did not get to; nothing of it was booked.
     *
     * @param json the record as AWS repeats it
     */
    record Unprocessed(UsageKey key, String json) {
        public Unprocessed {
            Objects.requireNonNull(key, "key");
        }
    }
}
